import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { soon, threadOf, useDesk } from './desk.ts'
import { connectChat } from './seed.ts'

const desk = useDesk()
let chat: Awaited<ReturnType<typeof connectChat>>

beforeAll(async () => {
  chat = await connectChat(desk.server)
  await chat.say('Noor Haddad', 'I cannot sign in.')
  await chat.say('Kofi Mensah', ...Array.from({ length: 60 }, (_, index) => `Line ${index + 1} of a story.`))
  await chat.say('Lena Fischer', 'Please cancel my subscription.')
})

const rowOf = (page: Page, name: string) => page.locator('[data-issue]').filter({ hasText: name })
const isUnread = (page: Page, name: string) => async () => (await rowOf(page, name).getByLabel('unread').count()) === 1

test('what one tab has read is read in the other, and unread again in both when the customer writes', async () => {
  const [first, second] = [await desk.open('/inbox'), await desk.open('/inbox')]
  for (const page of [first, second]) await expect.poll(isUnread(page, 'Noor Haddad'), soon).toBe(true)
  await rowOf(first, 'Noor Haddad').click()
  await threadOf(first).getByText('I cannot sign in.').waitFor()
  for (const page of [first, second]) await expect.poll(isUnread(page, 'Noor Haddad'), soon).toBe(false)
  // One more is read where it is looked at, and so it is elsewhere.
  await first.keyboard.press('Escape')
  await chat.say('Noor Haddad', 'Nor can my sister.')
  for (const page of [first, second]) await expect.poll(isUnread(page, 'Noor Haddad'), soon).toBe(true)
  await rowOf(second, 'Noor Haddad')
    .getByText(/^waiting \d+ min$/)
    .waitFor()
})

test('what is below what one reads is not read, and a thread is found where one left it', async () => {
  const page = await desk.open('/inbox')
  await rowOf(page, 'Kofi Mensah').click()
  await threadOf(page).getByText('Line 60 of').waitFor()
  await expect.poll(isUnread(page, 'Kofi Mensah'), soon).toBe(false)
  const scroller = page.locator('[data-thread-scroller]')
  await scroller.hover()
  await page.mouse.wheel(0, -900)
  await expect.poll(() => threadOf(page).getByText('Line 60 of').count(), soon).toBe(0)
  const read = () =>
    scroller.evaluate((element) => {
      const { x, y, width, height } = element.getBoundingClientRect()
      return element.ownerDocument.elementFromPoint(x + width / 2, y + height / 2)?.closest('[data-index]')?.textContent
    })
  const before = await read()

  await page.keyboard.press('g')
  await page.keyboard.press('s')
  await page.getByRole('navigation', { name: 'Settings' }).waitFor()
  await chat.say('Kofi Mensah', 'And the end of it.')
  await page.goBack()
  await page.getByRole('button', { name: '1 new' }).waitFor()
  expect(await read()).toBe(before)
  await expect.poll(isUnread(page, 'Kofi Mensah'), soon).toBe(true)
  await page.getByRole('button', { name: '1 new' }).press('Enter')
  await threadOf(page).getByText('And the end of it.').waitFor()
  await expect.poll(isUnread(page, 'Kofi Mensah'), soon).toBe(false)
})

test('notices stand one at a time and never over the list, and each is undone once', async () => {
  const page = await desk.open('/inbox')
  await rowOf(page, 'Lena Fischer').click()
  await threadOf(page).getByText('Please cancel').waitFor()
  const notices = page.getByRole('alert')
  await page.keyboard.press('a')
  await notices.getByText('Assigned to ana.').waitFor()
  await page.keyboard.press('e')
  await notices.getByText('is closed.').waitFor()
  await expect.poll(() => notices.count(), soon).toBe(1)
  const [notice, list] = [(await notices.boundingBox())!, (await page.locator('[data-list]').boundingBox())!]
  expect(notice.x).toBeGreaterThanOrEqual(list.x + list.width)
  await page.keyboard.press('z')
  await page.keyboard.press('z')
  await notices.getByText('Undone').waitFor()
  await page.getByRole('heading', { level: 2, name: 'Lena Fischer' }).waitFor()
  await rowOf(page, 'Lena Fischer').waitFor()
})

test('Escape closes the list of a field before the filter that it stands in', async () => {
  const page = await desk.open('/inbox')
  const button = page.getByRole('button', { name: 'Filter and order' })
  await button.press('Enter')
  const filter = page.getByRole('dialog')
  const priority = filter.getByRole('combobox', { name: 'Priority' }).or(filter.getByLabel('Priority')).first()
  await priority.click()
  await page.getByRole('option', { name: 'Urgent' }).waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('option', { name: 'Urgent' }).waitFor({ state: 'hidden' })
  await filter.waitFor()
  await page.keyboard.press('Escape')
  await filter.waitFor({ state: 'detached' })
  await expect.poll(() => button.evaluate((element) => element.matches(':focus')), soon).toBe(true)
})
