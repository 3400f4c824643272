import type { Channel } from '@throughline/protocol/channels/channels.ts'
import PostalMime from 'postal-mime'
import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { sendMail } from '../server/test/mail/send-mail.ts'
import { soon, threadOf, useDesk } from './desk.ts'

const desk = useDesk()
const from = '"Mara Lindqvist" <mara@post.example>'

beforeAll(async () => {
  const { items } = (await desk.server.api('GET', '/channels')) as { items: Channel[] }
  const mail = items.find(({ kind }) => kind === 'email')!
  const settings = { address: 'support@shop.example', addresses: ['@shop.example'], quotedHistory: 'all' }
  await desk.server.api('PATCH', `/channels/${mail.id}`, { settings })
  await sendMail(desk.server.smtpPort, { from, subject: 'Shoes', text: 'The left shoe is too small.' })
})

async function openMara(): Promise<Page> {
  const page = await desk.open('/inbox')
  await page
    .getByRole('link', { name: /Mara Lindqvist/ })
    .first()
    .click()
  await threadOf(page).getByText('The left shoe is too small.').waitFor()
  return page
}

async function send(page: Page, text: string): Promise<string> {
  await page.getByRole('textbox', { name: 'Write to the customer…' }).fill(text)
  await page.keyboard.press('Control+Enter')
  const arrived = () => desk.server.sink.mails.find(({ raw }) => raw.includes(text))
  await expect.poll(() => arrived() !== undefined, soon).toBe(true)
  return (await PostalMime.parse(arrived()!.raw)).text ?? ''
}

test('the composer shows what will be quoted, folded, and what leaves is that; the thread has the words only', async () => {
  const page = await openMara()
  const fold = page.getByRole('button', { name: 'Show the quoted message' })
  await fold.click()
  const quoted = page.getByRole('list', { name: 'What is quoted below your answer' })
  await quoted.getByText('The left shoe is too small.').waitFor()
  await page.getByRole('button', { name: 'Hide what is quoted' }).click()
  await quoted.waitFor({ state: 'detached' })

  expect(await send(page, 'A larger one is on its way.')).toMatch(/> The left shoe is too small\./)
  const ours = threadOf(page).locator('iframe').last().contentFrame().locator('body')
  await expect.poll(() => ours.innerText(), soon).toBe('A larger one is on its way.')
  expect(await threadOf(page).getByText('The left shoe is too small.').count()).toBe(1)
  // What has left is part of it from then on.
  await page.getByRole('button', { name: 'Show the 2 quoted messages' }).waitFor()
})

test('it is left out of one answer, by keyboard, also after a reload, and comes back for the next', async () => {
  const page = await openMara()
  await page.getByRole('button', { name: /^Show the .* quoted message/ }).press('Enter')
  await page.getByRole('button', { name: 'Don’t quote' }).press('Enter')
  const note = page.getByText('Nothing of the conversation is quoted.')
  await note.waitFor()
  await page.getByRole('textbox', { name: 'Write to the customer…' }).fill('Half of it')
  await page.getByText('Draft saved').waitFor()
  await page.reload()
  await note.waitFor()
  expect((await send(page, 'Only this.')).trim()).toBe('Only this.')
  await page.getByRole('button', { name: /^Show the .* quoted message/ }).waitFor()
})

test('who is new in copy is named, since the conversation is not sent to them', async () => {
  const page = await openMara()
  await page.getByRole('button', { name: 'Cc', exact: true }).click()
  await page.getByRole('combobox', { name: 'Copies to', exact: true }).fill('bo@other.example')
  await page.keyboard.press('Enter')
  await page.getByText('Nothing is quoted: the earlier messages were not sent to bo@other.example.').waitFor()
  expect((await send(page, 'Bo knows more.')).trim()).toBe('Bo knows more.')
})
