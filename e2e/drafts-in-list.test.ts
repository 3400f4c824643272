import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { soon, useDesk } from './desk.ts'
import { connectChat } from './seed.ts'

const desk = useDesk()
beforeAll(async () => {
  const chat = await connectChat(desk.server)
  await chat.say('Noor Haddad', 'I cannot sign in.')
  await chat.say('Kofi Mensah', 'My parcel is late.')
})
const rowOf = (page: Page, name: string) => page.locator('[data-issue]').filter({ hasText: name })
const isMarked = (page: Page, name: string) => () => rowOf(page, name).getByText('Draft', { exact: true }).count()

test('a row says where one has begun to write, also elsewhere, until it is sent', async () => {
  const page = await desk.open('/inbox')
  await rowOf(page, 'Noor Haddad').click()
  const field = page.getByRole('textbox', { name: 'Write to the customer…' })
  await field.fill('Have you tried')
  await expect.poll(isMarked(page, 'Noor Haddad'), soon).toBe(1)
  expect(await isMarked(page, 'Kofi Mensah')()).toBe(0)
  await page.getByText('Draft saved').waitFor()
  const other = await desk.open('/inbox')
  await expect.poll(isMarked(other, 'Noor Haddad'), soon).toBe(1)
  await field.fill('Have you tried another browser?')
  await page.keyboard.press('Control+Enter')
  await expect.poll(isMarked(page, 'Noor Haddad'), soon).toBe(0)
})
