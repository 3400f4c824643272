import type { Frame, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { barriers } from './barriers.ts'
import { chatOn, connectSite, type ChatSite } from './chat.ts'
import { soon, useDesk } from './desk.ts'
import { idOf } from './seed.ts'

const desk = useDesk()
let site: ChatSite
beforeAll(async () => {
  site = await connectSite(desk.server, { answersWithinMinutes: 5, accentColour: '#f2b705' })
})
afterAll(() => site?.close())

const frameIn = (page: Page): Frame => page.frames().find((frame) => frame.url().includes('/widget/frame/'))!

async function answer(said: string, text: string): Promise<void> {
  const query = 'select customer_id as id from entries where text = $1'
  const { rows } = await desk.server.database.pool.query(query, [said])
  await desk.server.api('POST', `/customers/${idOf(rows[0]).id}/entries`, { kind: 'message', text })
}

test.each(['light', 'dark'] as const)(
  'it shuts nobody out in %s: empty, full, refusing and without a network',
  async (colorScheme) => {
    const page = await desk.visit(site.put('/'), { colorScheme })
    const chat = chatOn(page)
    await chat.launcher.waitFor()
    expect(await barriers(page), 'closed').toEqual([])
    await chat.open()
    expect(await barriers(frameIn(page)), 'empty').toEqual([])
    const said = `Do you ship to Åland? (${colorScheme})`
    await chat.write(said)
    await chat.frame.getByRole('form').waitFor()
    await answer(said, 'We do: https://kettle.example/shipping')
    await chat.said('We do').waitFor()
    expect(await barriers(frameIn(page)), 'asked where to answer').toEqual([])
    await chat.frame.getByRole('textbox', { name: 'Email' }).fill('nowhere')
    await chat.frame.getByRole('button', { name: 'Save' }).click()
    await chat.frame.getByText('This is not an email address.').waitFor()
    await chat.frame.locator('input[type=file]').setInputFiles([
      { name: 'list.txt', mimeType: 'text/plain', buffer: Buffer.from('a list') },
      { name: 'empty.txt', mimeType: 'text/plain', buffer: Buffer.alloc(0) },
    ])
    await chat.frame.getByText('empty.txt is empty').waitFor()
    expect(await barriers(frameIn(page)), 'refused').toEqual([])
    await chat.frame.getByRole('button', { name: 'Emoji' }).click()
    await chat.frame.getByRole('button', { name: '👍' }).waitFor()
    expect(await barriers(frameIn(page)), 'emoji').toEqual([])
    await chat.frame.getByRole('button', { name: '👍' }).click()
    await chat.frame.getByRole('button', { name: 'Send' }).click()
    await chat.frame.getByRole('button', { name: 'More' }).click()
    expect(await barriers(frameIn(page)), 'the menu').toEqual([])
    desk.server.wire.cut()
    await chat.frame.getByText('No connection.').first().waitFor()
    await chat.write('Are you there?')
    expect(await barriers(frameIn(page)), 'without a network').toEqual([])
    desk.server.wire.mend()
    await chat.frame.getByText('Delivered').waitFor()
  },
  60_000,
)

test('everything can be done by keyboard alone, and focus is never lost', async () => {
  const page = await desk.visit(site.put('/keys', { body: '<main><h1>Keys</h1><a href="#x">Before</a></main>' }))
  const chat = chatOn(page)
  await chat.launcher.waitFor()
  const focused = async (): Promise<string> => {
    const name = `(document.activeElement?.getAttribute('aria-label') || document.activeElement?.textContent || '').trim()`
    const outside = await page.evaluate<string>(
      `document.activeElement?.shadowRoot?.activeElement?.tagName === 'IFRAME' ? '' :
        (document.activeElement?.shadowRoot?.activeElement ?? document.activeElement)?.getAttribute('aria-label') ?? ''`,
    )
    return outside || frameIn(page).evaluate<string>(name)
  }
  async function tabTo(name: string, key = 'Tab'): Promise<void> {
    const passed: string[] = []
    for (let presses = 0; presses < 30; presses++) {
      const now = await focused()
      if (now === name) return
      passed.push(now)
      await page.keyboard.press(key)
    }
    throw new Error(`${name} was not reached: ${passed.join(' → ')}`)
  }
  await page.getByRole('link', { name: 'Before' }).focus()
  await tabTo('Open the chat')
  await page.keyboard.press('Enter')
  await expect.poll(focused, soon).toBe('Write a message…')
  await page.keyboard.type('By hand')
  await page.keyboard.press('Shift+Enter')
  await page.keyboard.type('and in two lines')
  await page.keyboard.press('Enter')
  await chat.frame.getByText('Delivered').waitFor()
  expect(await chat.texts()).toEqual(['By hand\nand in two lines'])

  // Emoji: arrows within, Escape out of it and not out of the chat.
  await tabTo('Emoji')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('Enter')
  expect(await chat.field.inputValue()).toBe('😄')
  await expect.poll(focused, soon).toBe('Emoji')
  await page.keyboard.press('Enter')
  await page.keyboard.press('Escape')
  await expect.poll(focused, soon).toBe('Emoji')
  expect(await chat.frame.getByRole('group', { name: 'Emoji' }).count()).toBe(0)

  await tabTo('Send')
  await page.keyboard.press('Enter')
  await expect.poll(() => chat.texts(), soon).toEqual(['By hand\nand in two lines', '😄'])
  await expect.poll(focused, soon).toBe('Write a message…')
  await tabTo('Not now', 'Shift+Tab')
  await page.keyboard.press('Enter')
  await chat.frame.getByRole('form').waitFor({ state: 'detached' })
  await expect.poll(focused, soon).toBe('Write a message…')
  await page.keyboard.press('Escape')
  await expect.poll(focused, soon).toBe('Open the chat')
}, 60_000)

test('a screen reader is told who wrote what, what is new, and what went wrong', async () => {
  const page = await desk.visit(site.put('/reader'))
  const chat = chatOn(page)
  await chat.open()
  await chat.write('Is anybody there?')
  await chat.frame.getByText('Delivered').waitFor()
  await answer('Is anybody there?', 'Yes, we are.')
  await chat.said('Yes, we are.').waitFor()
  expect(await page.locator('throughline-chat iframe').getAttribute('title')).toBe('Kettle & Co.')
  await chat.frame.getByRole('heading', { name: 'Kettle & Co.', level: 1 }).waitFor()
  await chat.frame.getByRole('region', { name: 'Conversation' }).waitFor()
  expect(await chat.said('Is anybody there?').innerText()).toContain('You')
  // Said aloud once, by a region that is read when it changes.
  expect(await chat.frame.getByRole('status').innerText()).toContain('Yes, we are.')
  await chat.frame.getByRole('textbox', { name: 'Email' }).fill('x')
  await chat.frame.getByRole('button', { name: 'Save' }).click()
  await chat.frame.getByRole('alert').filter({ hasText: 'This is not an email address.' }).waitFor()
  expect(await chat.frame.getByRole('textbox', { name: 'Email' }).getAttribute('aria-invalid')).toBe('true')
})
