import { beforeAll, expect, test } from 'vitest'
import { languages } from '../desk/src/words/locale.ts'
import { useDesk } from './desk.ts'
import { ofServerIn, wordsIn } from './desk-words.ts'
import { goTo, places } from './places.ts'
import { connectChat, idOf } from './seed.ts'

const desk = useDesk()
const full = Object.keys(languages).filter((language) => language !== 'en')

beforeAll(async () => {
  const channels = (await desk.server.api('GET', '/channels')) as { items: { id: string }[] }
  for (const { id } of channels.items) await desk.server.api('PATCH', `/channels/${id}`, { name: 'Post' })
  const chat = await connectChat(desk.server, 'Laden')
  await chat.say('Jürgen Groß', 'Mein Kessel ist undicht.', 'Was nun?')
  await chat.say('Änne Müller', 'Wo bleibt mein Paket?')
  const { items } = (await desk.server.api('GET', '/issues')) as { items: { id: string; customerId: string }[] }
  for (const { id, customerId } of items) {
    await desk.server.api('PATCH', `/issues/${id}`, { priority: 'high' })
    await desk.server.api('POST', `/customers/${customerId}/entries`, {
      kind: 'note',
      text: 'Bitte prüfen.',
      issueId: id,
    })
  }
  await desk.server.api('POST', `/issues/${idOf(items[0]).id}/snooze`, { until: '2099-01-01T08:00:00.000Z' })
  await desk.server.api('POST', `/issues/${idOf(items[0]).id}/reopening`, {})
})

/** Everything that is said as it stands, without a name or a number put into it. */
function phrasesOf(words: unknown): string[] {
  if (typeof words === 'string') return [words]
  if (typeof words !== 'object' || words === null) return []
  return Object.values(words).flatMap(phrasesOf)
}

/** All that can be read on the page, and all that is read out. */
const readable = `(() => {
  const found = new Set([document.title])
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (texts.nextNode()) {
    const { parentElement, data } = texts.currentNode
    if (parentElement?.checkVisibility() && !parentElement.closest('script, style')) found.add(data.trim())
  }
  for (const name of ['aria-label', 'title', 'placeholder', 'alt', 'aria-description']) {
    for (const element of document.querySelectorAll('[' + name + ']')) found.add(element.getAttribute(name).trim())
  }
  return [...found].filter((text) => text !== '')
})()`

test.each(full)('nothing on a page in %s is English', { timeout: 240_000 }, async (language) => {
  const words = await wordsIn(language)
  const own = new Set([...phrasesOf(words), ...phrasesOf(await ofServerIn(language))])
  const { items } = (await desk.server.api('GET', '/channel-kinds')) as { items: unknown[] }
  const english = new Set(
    [...phrasesOf(await wordsIn('en')), ...items.flatMap(titlesIn)].filter((phrase) => !own.has(phrase)),
  )
  // Each language is offered under its own name.
  english.delete('English')
  const sentences = [...english].filter((phrase) => phrase.split(' ').length > 3)

  const page = await desk.open('/inbox')
  await page.evaluate(`fetch('/api/v1/me/preferences', {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ language: '${language}' }),
  }).then((answer) => { if (!answer.ok) throw new Error(answer.status) })`)
  const leftovers: string[] = []
  for (const place of places) {
    await goTo(page, desk.server.url, place, words)
    expect(await page.evaluate('document.documentElement.lang'), place.name).toBe(language)
    const texts = await page.evaluate<string[]>(readable)
    for (const text of texts) {
      const leftover = english.has(text) ? text : sentences.find((sentence) => text.includes(sentence))
      if (leftover) leftovers.push(`${place.name}: ${leftover}`)
    }
  }
  expect([...new Set(leftovers)]).toEqual([])
})

/** The titles, explanations and choices of a JSON Schema, at any depth. */
function titlesIn(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(titlesIn)
  if (typeof schema !== 'object' || schema === null) return []
  return Object.entries(schema).flatMap(([name, value]: [string, unknown]) => {
    if ((name === 'title' || name === 'description') && typeof value === 'string') return [value]
    return titlesIn(value)
  })
}
