import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { soon, threadOf, useDesk } from './desk.ts'
import { connectChat } from './seed.ts'

const desk = useDesk()
let chat: Awaited<ReturnType<typeof connectChat>>
beforeAll(async () => {
  chat = await connectChat(desk.server)
  await chat.say('Noor Haddad', 'Where is my parcel?')
  await chat.say('Kofi Mensah', 'My kettle leaks.')
})

const waiting = (page: Page) => page.getByRole('list', { name: 'Scheduled replies' })
const field = (page: Page) => page.getByRole('textbox', { name: 'Write to the customer…' })

async function openThread(page: Page, name: string): Promise<void> {
  await page.locator('[data-issue]').filter({ hasText: name }).click()
  await field(page).waitFor()
}

async function sendLater(page: Page, text: string, when: string): Promise<void> {
  await field(page).fill(text)
  await page.getByRole('button', { name: 'More ways to send' }).click()
  await page.getByRole('menuitem', { name: when }).click()
  await waiting(page).getByText(text).waitFor()
}

test('a reply waits in sight of all, goes back to where it was written to be edited, and is sent once', async () => {
  const page = await desk.open('/inbox')
  await openThread(page, 'Noor Haddad')
  await sendLater(page, 'Has it arrived?', 'Tomorrow morning')
  await waiting(page)
    .getByText(/^Will be sent .* at 09:00\. Not if the customer writes before\.$/)
    .waitFor()
  expect(await field(page).inputValue()).toBe('')
  // Nothing of it is on the thread, and the customer still waits.
  expect(await threadOf(page).getByRole('article').filter({ hasText: 'Has it arrived?' }).count()).toBe(0)
  const other = await desk.open('/inbox')
  await openThread(other, 'Noor Haddad')
  await waiting(other).getByText('Has it arrived?').waitFor()

  await waiting(page).getByRole('button', { name: 'Edit' }).click()
  await expect.poll(() => field(page).inputValue(), soon).toBe('Has it arrived?')
  await expect.poll(() => waiting(other).count(), soon).toBe(0)
  await sendLater(page, 'Has the parcel arrived?', 'In one hour')
  await waiting(page).getByRole('button', { name: 'Send now' }).click()
  await threadOf(page).getByText('Has the parcel arrived?').waitFor()
  await expect.poll(() => waiting(page).count(), soon).toBe(0)
  expect(await threadOf(page).getByText('Has the parcel arrived?').count()).toBe(1)
})

test('what is cancelled is not sent, and says so', async () => {
  const page = await desk.open('/inbox')
  await openThread(page, 'Kofi Mensah')
  await sendLater(page, 'Please send a photo.', 'In one hour')
  await waiting(page).getByRole('button', { name: 'Cancel' }).click()
  await page.getByText('Cancelled. Nothing was sent.').waitFor()
  await expect.poll(() => waiting(page).count(), soon).toBe(0)
  await page.getByRole('button', { name: 'Undo' }).click()
  await expect.poll(() => field(page).inputValue(), soon).toBe('Please send a photo.')
})
