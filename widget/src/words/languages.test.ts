import { webchatWords } from '@throughline/protocol/webchat/words.ts'
import { expect, test } from 'vitest'
import { fill, languageOf, refusalIn, languages, wordsIn, type Language } from './languages.ts'

test.each([
  [['de-AT'], 'de'],
  [['PT_br', 'en'], 'pt'],
  [['sv', 'fr-CA'], 'fr'],
  [[null, undefined, 'ja'], 'ja'],
  [['zz', '__proto__', ''], 'en'],
  [[], 'en'],
])('of the wishes %j, %s is spoken', (wishes, language) => {
  expect(languageOf(wishes)).toBe(language)
})

test('every language says everything, and keeps the places that are filled in', async () => {
  const english = await wordsIn('en')
  const places = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map(([place]) => place).toSorted()
  for (const language of languages) {
    const words = await wordsIn(language as Language)
    for (const [key, sentence] of Object.entries(english)) {
      const said = words[key as keyof typeof words]
      expect(said.trim(), `${language} ${key}`).not.toBe('')
      expect(places(said), `${language} ${key}`).toEqual(places(sentence))
    }
  }
})

test('what is filled in stays as it is, whatever it looks like', () => {
  expect(fill('{name} is writing, {other}', { name: '$& {other} <b>' })).toBe('$& {other} <b> is writing, {other}')
})

test('a refusal is said by its code in the language of the visitor, with its values', async () => {
  const { sentence: message, words } = webchatWords.files_too_large({ maxMiB: 20 })
  const german = await wordsIn('de')
  expect(refusalIn(german, 'de', { words, message })).toBe('Die Dateien einer Nachricht dürfen zusammen 20 MiB haben.')
  const newer = { words: [{ code: 'webchat.asleep', params: {} }], message: 'The chat sleeps.' }
  expect(refusalIn(german, 'de', newer)).toBeNull()
  expect(refusalIn(await wordsIn('en'), 'en', newer)).toBe('The chat sleeps.')
})
