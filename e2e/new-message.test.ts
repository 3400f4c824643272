import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { soon, threadOf, undo, useDesk } from './desk.ts'
import { connectChat } from './seed.ts'

/** Staff write first: to somebody who is known, or to an address that was only typed. */
const desk = useDesk()

beforeAll(async () => {
  const chat = await connectChat(desk.server)
  await chat.say('Noor Haddad', 'I cannot sign in.')
})

const find = (page: Page) => page.getByRole('combobox', { name: 'Name, address or email' })
const option = (page: Page, name: string | RegExp) => page.getByRole('option', { name })
const text = (page: Page) => page.getByRole('textbox', { name: 'Write to the customer…' })
const mailsTo = (address: string) => () => desk.server.sink.mails.filter(({ to }) => to.includes(address)).length

async function begin(page: Page, typed: string, chosen: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: 'New message' }).first().waitFor()
  await page.keyboard.press('c')
  await find(page).fill(typed)
  await option(page, chosen).waitFor()
  await find(page).press('Enter')
  await text(page).waitFor()
}

test('c, an address, a subject and words: the mail leaves, and its issue is in the light', async () => {
  const page = await desk.open('/inbox')
  await begin(page, 'mara@first.example', 'Write to mara@first.example as a new customer')
  await page.getByText('It opens a new issue.').waitFor()
  await expect.poll(() => page.locator('[data-subject]:focus').count(), soon).toBe(1)
  await page.keyboard.type('Your kettle is here')
  await page.getByRole('button', { name: 'Cc', exact: true }).click()
  await page.getByRole('combobox', { name: 'Copies to', exact: true }).fill('boss@other.example')
  await page.keyboard.press('Enter')
  await text(page).fill('You can collect it from Monday.')
  await text(page).press('Control+Enter')
  await threadOf(page).getByText('You can collect it from Monday.').waitFor()
  await page.getByRole('button', { name: /#\d+ Your kettle is here/ }).waitFor()
  await expect.poll(mailsTo('mara@first.example'), soon).toBe(1)
  expect(desk.server.sink.mails.at(-1)!.to).toEqual(['mara@first.example', 'boss@other.example'])
  expect(desk.server.sink.mails.at(-1)!.raw).toMatch(/^Subject: Your kettle is here/m)
})

test('what was begun is there again after leaving, and can be discarded', async () => {
  const page = await desk.open('/inbox')
  await begin(page, 'later@first.example', /later@first\.example/)
  await page.getByRole('textbox', { name: 'Subject' }).fill('Not finished')
  await text(page).fill('Half a thou')
  await page.getByText('Draft saved').waitFor()
  await page.goto(page.url())
  await page.getByText('It opens a new issue.').waitFor()
  await expect.poll(() => text(page).textContent(), soon).toBe('Half a thou')
  expect(await page.getByRole('textbox', { name: 'Subject' }).inputValue()).toBe('Not finished')
  await page.getByRole('button', { name: 'Discard' }).click()
  await page.getByText('It opens a new issue.').waitFor({ state: 'detached' })
})

test('after Undo send nothing has left, and the words are where they were written', async () => {
  const page = await desk.open('/inbox')
  await begin(page, 'undo@first.example', /undo@first\.example/)
  await page.getByRole('button', { name: 'More ways to send' }).click()
  await page.getByRole('menuitemradio', { name: '30 seconds' }).click()
  await text(page).fill('Too early.')
  await text(page).press('Control+Enter')
  await undo(page, /Sent in a moment/)
  await expect.poll(() => text(page).textContent(), soon).toBe('Too early.')
  await page.getByText('It opens a new issue.').waitFor()
  expect(mailsTo('undo@first.example')()).toBe(0)
})

test('a customer who is known is offered by the ways that reach them, one on each line', async () => {
  const page = await desk.open('/inbox')
  await page.getByText('Noor Haddad').first().waitFor()
  await page.keyboard.press('c')
  await find(page).fill('Noor')
  const offered = option(page, /^Noor Haddad · /)
  await offered.waitFor()
  expect(await page.getByRole('option').count()).toBe(1)
  await find(page).press('Enter')
  await page.getByText('It opens a new issue.').waitFor()
  await page.getByRole('button', { name: 'Answer the open issue instead' }).click()
  await page.getByText('It opens a new issue.').waitFor({ state: 'detached' })
})

test('an address of ours is refused with the reason, and the palette leads here', async () => {
  const page = await desk.open('/inbox')
  await page.getByRole('button', { name: 'New message' }).first().waitFor()
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Find or do anything' }).fill('New message')
  await option(page, /^New message/).waitFor()
  await page.keyboard.press('Enter')
  await find(page).fill('support@shop.example')
  await option(page, /support@shop\.example/).waitFor()
  await find(page).press('Enter')
  await page.getByRole('alert').filter({ hasText: 'belongs to us' }).waitFor()
})
