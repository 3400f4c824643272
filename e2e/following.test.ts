import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { soon, useDesk } from './desk.ts'
import { connectChat } from './seed.ts'

const desk = useDesk()
let chat: Awaited<ReturnType<typeof connectChat>>
beforeAll(async () => {
  chat = await connectChat(desk.server)
  await chat.say('Noor Haddad', 'I cannot sign in.')
  await chat.say('Kofi Mensah', 'My parcel is late.')
})
const rows = (page: Page) => page.locator('[data-issue]')
const rowOf = (page: Page, name: string) => rows(page).filter({ hasText: name })

test('an issue is followed by a key, is in the list of those, and its follower hears of it', async () => {
  const page = await desk.open('/inbox')
  await rowOf(page, 'Noor Haddad').click()
  await page.getByRole('region', { name: 'Write' }).waitFor()
  await page.keyboard.press('Shift+F')
  await page.getByText('You follow it.').waitFor()
  await page.getByRole('button', { name: 'Inbox', exact: true }).click()
  await page.getByRole('menuitemradio', { name: 'Followed by me' }).click()
  await expect.poll(() => rows(page).count(), soon).toBe(1)
  await rowOf(page, 'Noor Haddad').waitFor()
  await page.goto(new URL('/customers', desk.server.url).href)
  await chat.say('Noor Haddad', 'Hello?')
  await page.getByRole('button', { name: /^Notifications/ }).click()
  await page.getByText('Something new by Noor Haddad on an issue that you follow').waitFor()
})

test('a list of what is unread keeps the row that is read, and takes in what comes', async () => {
  const page = await desk.open('/inbox?unread=true')
  await rowOf(page, 'Kofi Mensah').click()
  await expect.poll(() => rowOf(page, 'Kofi Mensah').getByLabel('unread').count(), soon).toBe(0)
  await chat.say('Lena Fischer', 'Please cancel my subscription.')
  await rowOf(page, 'Lena Fischer').waitFor()
  expect(await rowOf(page, 'Kofi Mensah').count()).toBe(1)
  await page.reload()
  await rowOf(page, 'Lena Fischer').waitFor()
  await expect.poll(() => rowOf(page, 'Kofi Mensah').count(), soon).toBe(0)
})
