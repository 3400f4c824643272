import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { soon, threadOf, useDesk } from './desk.ts'
import { connectChat } from './seed.ts'

const desk = useDesk()

beforeAll(async () => {
  const chat = await connectChat(desk.server)
  await chat.say('Noor Haddad', 'I cannot sign in.')
  await chat.say('Kofi Mensah', 'I ordered blue and got green.')
  await chat.say('Lena Fischer', 'Please cancel my subscription.')
  await chat.say('Oskar Nowak', 'Can you wrap it as a present?')
  await desk.server.api('POST', '/staff', { name: 'Ben', email: 'ben@acme.example', password: 'a long enough one' })
})

/** Where the focus is, in words: a day by keyboard must never end on nothing. */
async function focusOn(page: Page): Promise<string> {
  return page.evaluate<string>(
    `(() => { const at = document.activeElement; return at.getAttribute('aria-label') ?? at.textContent?.slice(0, 60) ?? at.tagName })()`,
  )
}

async function hasFocus(page: Page): Promise<boolean> {
  return page.evaluate<boolean>('document.activeElement !== null && document.activeElement !== document.body')
}

/** Presses Tab until something with this name has the focus. */
async function tabTo(page: Page, name: RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    if (name.test(await focusOn(page))) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Nothing called ${name} is reached by Tab; the focus is on ${await focusOn(page)}.`)
}

async function command(page: Page, words: string, option: RegExp): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.keyboard.type(words)
  const found = page.getByRole('option', { name: option }).first()
  await found.waitFor()
  // Down to it, however much else fits.
  for (let presses = 0; presses < 20; presses++) {
    if ((await found.getAttribute('aria-selected')) === 'true') break
    await page.keyboard.press('ArrowDown')
  }
  await page.keyboard.press('Enter')
}

test('a day’s basic work is done by keyboard alone, and the focus is never lost', async () => {
  const page = await desk.visit('/sign-in')
  await page.getByRole('textbox', { name: 'Email' }).waitFor()

  // In.
  await tabTo(page, /^Email$|^$/)
  await page.getByRole('textbox', { name: 'Email' }).focus()
  await page.keyboard.type('ana@acme.example')
  await page.keyboard.press('Tab')
  await page.keyboard.type('correct horse battery staple')
  await page.keyboard.press('Enter')
  await page.getByRole('link', { name: /Oskar Nowak/ }).waitFor()

  // The newest: taken, looked at, answered and closed in one go.
  await page.keyboard.press('j')
  expect(await focusOn(page)).toContain('Oskar Nowak')
  await page.keyboard.press('a')
  await page
    .getByRole('link', { name: /Oskar Nowak/ })
    .getByTitle('Assignee: ana')
    .waitFor()
  await expect.poll(() => hasFocus(page)).toBe(true)
  await page.keyboard.press('Enter')
  const thread = threadOf(page)
  await thread.getByText('Can you wrap it as a present?').waitFor()
  await page.getByRole('textbox', { name: 'Write to the customer…' }).waitFor()
  await page.keyboard.press('r')
  await page.keyboard.type('With pleasure. In blue?')
  await page.keyboard.press('Control+Shift+Enter')
  // Answered and closed: the next one is open, and has the focus in the list.
  await page.getByRole('heading', { name: 'Lena Fischer' }).first().waitFor()
  await expect.poll(() => focusOn(page), soon).toContain('Lena Fischer')

  // Back to the list; the next ones are selected and assigned together.
  await page.keyboard.press('Escape')
  await page.getByText('Choose an issue').or(page.getByText('First steps')).first().waitFor()
  await expect.poll(() => focusOn(page), soon).toContain('Lena Fischer')
  await page.keyboard.press('x')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  const bar = page.getByRole('toolbar', { name: 'With the selected issues' })
  await bar.getByText('2 selected').waitFor()
  await page.keyboard.press('a')
  await page.getByText('2 issues are assigned to ana.').waitFor()

  // Somebody is found by name, and what they wrote is handed to a colleague with a word.
  await command(page, 'noor', /Noor Haddad/)
  await thread.getByText('I cannot sign in.').waitFor()
  await expect.poll(() => hasFocus(page)).toBe(true)
  await command(page, 'assign ben', /^Assign to Ben/)
  await page.getByRole('button', { name: 'Assignee: Ben' }).waitFor()
  await page.getByRole('textbox', { name: 'Write to the customer…' }).waitFor()
  await page.keyboard.press('n')
  await page.getByRole('textbox', { name: 'Only your colleagues see this…' }).waitFor()
  await page.keyboard.type('Her account was locked; I have opened it.')
  await page.keyboard.press('Control+Enter')
  await thread.getByText('Her account was locked; I have opened it.').waitFor()

  // Put off until tomorrow, and found among the snoozed.
  await page.keyboard.press('Escape')
  await command(page, 'snooze tomorrow', /Tomorrow morning/)
  await page.getByText(/^Snoozed until/).waitFor()
  await command(page, 'snoozed', /^Snoozed/)
  await page.getByRole('heading', { name: 'Snoozed' }).waitFor()
  await page.getByRole('link', { name: /Noor Haddad/ }).waitFor()

  // What is mine; my notifications; how everything else is done; and home.
  await page.keyboard.press('g')
  await page.keyboard.press('m')
  await page.getByRole('link', { name: /Kofi Mensah/ }).waitFor()
  await page.keyboard.press('b')
  await page.getByRole('dialog', { name: 'Notifications' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog', { name: 'Notifications' }).waitFor({ state: 'detached' })
  await page.keyboard.press('?')
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor({ state: 'detached' })
  await page.keyboard.press('g')
  await page.keyboard.press('y')
  await page.getByRole('heading', { name: 'Two-factor authentication' }).waitFor()
  await tabTo(page, /^Sign out$/)
  await page.keyboard.press('Enter')
  await expect.poll(() => new URL(page.url()).pathname, soon).toBe('/sign-in')
})
