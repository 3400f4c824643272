import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { barriers, overflow } from './barriers.ts'
import { soon, undo, useDesk } from './desk.ts'
import { connectChat, idOf } from './seed.ts'

const desk = useDesk()
let chat: Awaited<ReturnType<typeof connectChat>>
let me: string

const people = ['Ada Berg', 'Ben Caro', 'Cleo Dunn', 'Dario Eck', 'Edda Falk', 'Finn Gold']

beforeAll(async () => {
  chat = await connectChat(desk.server)
  for (const person of people) await chat.say(person, `This is ${person.split(' ')[0]}, and my kettle leaks.`)
  me = await memberId('ana@acme.example')
})

async function memberId(email: string): Promise<string> {
  const { items } = (await desk.server.api('GET', '/staff')) as { items: { id: string; email: string }[] }
  return items.find((member) => member.email === email)?.id ?? ''
}

async function issueOf(person: string): Promise<{ id: string; customerId: string }> {
  const { items } = (await desk.server.api('GET', '/issues?status=all&limit=200')) as {
    items: { id: string; customerId: string; customerName: string }[]
  }
  const issue = items.find((one) => one.customerName === person)
  if (!issue) throw new Error(`${person} has no issue.`)
  return issue
}

const rowOf = (page: Page, person: string): Locator => page.getByRole('link', { name: new RegExp(person) })

test('people, issues, words, pages and actions are found by a few letters', async () => {
  const page = await desk.open('/inbox')
  await rowOf(page, 'Ada Berg').click()
  await page.getByRole('textbox', { name: 'Write to the customer…' }).waitFor()

  // A person.
  await page.keyboard.press('Control+k')
  await page.keyboard.type('cleo')
  const palette = page.getByRole('dialog', { name: 'Find or do' })
  await palette
    .getByRole('group', { name: 'Customers' })
    .getByRole('option', { name: /Cleo Dunn/ })
    .waitFor()
  expect(await barriers(page)).toEqual([])
  // Words that somebody said.
  await palette.getByRole('combobox').fill('edda kettle')
  await palette
    .getByRole('group', { name: 'What was said' })
    .getByRole('option', { name: /This is Edda/ })
    .click()
  await page.getByRole('heading', { name: 'Edda Falk' }).first().waitFor()

  // An action on what is open; the focus comes back to the page.
  await page.keyboard.press('Control+k')
  await page.keyboard.type('urgent')
  await page.getByRole('option', { name: 'Priority: Urgent' }).waitFor()
  await page.keyboard.press('Enter')
  await rowOf(page, 'Edda Falk').getByText('Urgent').waitFor()

  // A page; nobody loses their place when nothing fits.
  await page.keyboard.press('Control+k')
  await page.keyboard.type('no such thing anywhere')
  await palette.getByText(/Nothing fits/).waitFor()
  await palette.getByRole('combobox').fill('web')
  await palette.getByRole('option', { name: 'Webhooks' }).waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Webhooks' }).waitFor()
  await expect.poll(() => page.evaluate('document.activeElement?.tagName'), soon).not.toBe('BODY')
})

test('a filter is saved as a view, found again, shared and removed', async () => {
  const urgent = await issueOf('Finn Gold')
  await desk.server.api('PATCH', `/issues/${urgent.id}`, { priority: 'high' })
  const page = await desk.open('/inbox?priority=high,urgent')
  await rowOf(page, 'Finn Gold').waitFor()
  expect(await rowOf(page, 'Ben Caro').count()).toBe(0)

  await page.getByRole('button', { name: 'Save as a view…' }).click()
  await page.getByRole('dialog').getByLabel('Name').fill('Pressing')
  await page.getByRole('switch', { name: 'Everybody sees it' }).click()
  expect(await barriers(page)).toEqual([])
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Pressing' }).waitFor()
  await rowOf(page, 'Finn Gold').waitFor()

  // Its count is live.
  await page.getByRole('heading', { name: 'Pressing' }).getByRole('button').click()
  const inMenu = page.getByRole('menuitemradio', { name: /^Pressing/ })
  await inMenu.filter({ hasText: /\d/ }).waitFor()
  const before = Number(/\d+/.exec((await inMenu.textContent()) ?? '')?.[0])
  const another = await issueOf('Ben Caro')
  await desk.server.api('PATCH', `/issues/${another.id}`, { priority: 'urgent' })
  await expect.poll(async () => Number(/\d+/.exec((await inMenu.textContent()) ?? '')?.[0]), soon).toBe(before + 1)
  expect(await barriers(page)).toEqual([])
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'What to do with Pressing' }).click()
  await page.getByRole('menuitem', { name: 'Remove' }).click()
  await undo(page, '“Pressing” is removed.')
  await page.getByRole('heading', { name: 'Inbox' }).getByRole('button').click()
  await page.getByRole('menuitemradio', { name: /^Pressing/ }).click()
  await page.getByRole('heading', { name: 'Pressing' }).waitFor()

  await page.goto(`${desk.server.url}/inbox?view=0195a000-0000-7000-8000-000000000001`)
  await page.getByText('This view is not here').waitFor()
})

test('many issues are taken, snoozed and closed at once, and each step can be taken back', async () => {
  const page = await desk.open('/inbox')
  for (const person of ['Cleo Dunn', 'Dario Eck']) {
    await rowOf(page, person).hover()
    await page.getByRole('checkbox', { name: `Select the issue of ${person}` }).click()
  }
  const bar = page.getByRole('toolbar', { name: 'With the selected issues' })
  await bar.getByText('2 selected').waitFor()
  expect(await barriers(page)).toEqual([])

  await page.keyboard.press('a')
  await page.getByText('2 issues are assigned to ana.').waitFor()
  for (const person of ['Cleo Dunn', 'Dario Eck']) await rowOf(page, person).getByTitle('Assignee: ana').waitFor()
  await undo(page, '2 issues are assigned to ana.')
  for (const person of ['Cleo Dunn', 'Dario Eck']) {
    await rowOf(page, person).getByTitle('Assignee: ana').waitFor({ state: 'detached' })
  }

  // From one to another with the shift key; then all of them closed, and back.
  await page.getByRole('checkbox', { name: 'Select the issue of Cleo Dunn' }).click({ force: true })
  await page.getByRole('checkbox', { name: 'Select the issue of Dario Eck' }).click({ modifiers: ['Shift'] })
  await page.keyboard.press('e')
  await rowOf(page, 'Cleo Dunn').waitFor({ state: 'detached' })
  await undo(page, 'issues are closed.')
  await rowOf(page, 'Cleo Dunn').waitFor()
  await rowOf(page, 'Dario Eck').waitFor()
})

test('who is given an issue or named in a note hears of it at once, and reads it by looking', async () => {
  const page = await desk.open('/customers')
  await page.getByRole('heading', { name: 'Customers' }).waitFor()
  const { id, customerId } = await issueOf('Finn Gold')
  await desk.server.api('POST', `/issues/${id}/handover`, { ownerId: me, note: 'He was promised a call before noon.' })
  await desk.server.api('POST', `/customers/${customerId}/entries`, {
    kind: 'note',
    text: 'Ana, the lid does not fit.',
    issueId: id,
    mentions: [me],
  })
  const bell = page.getByRole('navigation', { name: 'Main' }).getByRole('button', { name: /^Notifications/ })
  await page.getByRole('button', { name: /^Notifications\W+2 unread$/ }).waitFor()
  await page.keyboard.press('b')
  const drawer = page.getByRole('dialog', { name: 'Notifications' })
  await drawer.getByText('He was promised a call before noon.').waitFor()
  expect(await barriers(page)).toEqual([])
  await drawer.getByRole('link', { name: /named you in a note/ }).click()
  await page.getByRole('heading', { name: 'Finn Gold' }).first().waitFor()
  // The issue is open: both are about it, so nothing is left to tell.
  await expect.poll(() => bell.textContent(), soon).toBe('Notifications')

  // Somebody who switched it off is not notified.
  await page.goto(`${desk.server.url}/account`)
  await page.getByRole('switch', { name: 'An issue is assigned to me' }).click()
  await expect
    .poll(async () => page.getByRole('switch', { name: 'An issue is assigned to me' }).isChecked(), soon)
    .toBe(false)
  await page.getByRole('switch', { name: 'An issue is assigned to me' }).click()
})

test('the desk speaks German to a person who chose it, on every device', async () => {
  const page = await desk.open('/account')
  const kept = page.waitForResponse((response) => response.url().endsWith('/me/preferences') && response.ok())
  await page.getByText('Deutsch').click()
  await page.getByRole('heading', { name: 'Sprache' }).waitFor()
  expect(await page.evaluate('document.documentElement.lang')).toBe('de')
  // The choice stays in hand.
  await expect.poll(() => page.evaluate('document.activeElement?.value'), soon).toBe('de')
  await kept

  const elsewhere = await desk.open('/inbox')
  await elsewhere.getByRole('heading', { name: 'Posteingang' }).waitFor()
  await elsewhere.getByRole('link', { name: /Ada Berg/ }).waitFor()
  expect(await barriers(elsewhere)).toEqual([])
  await elsewhere.goto(`${desk.server.url}/account`)
  const keptAgain = elsewhere.waitForResponse((response) => response.url().endsWith('/me/preferences'))
  await elsewhere.getByText('English').click()
  await elsewhere.getByRole('heading', { name: 'Language' }).waitFor()
  await keptAgain
  const back = await desk.open('/inbox')
  await back.getByRole('heading', { name: 'Inbox' }).waitFor()
})

test('rows come closer together, and the list is as wide as one likes', async () => {
  const page = await desk.open('/inbox')
  const row = rowOf(page, 'Ada Berg')
  const heightBefore = (await row.boundingBox())?.height ?? 0
  const filter = page.getByRole('button', { name: 'Filter and order' })
  await filter.click()
  await page.getByText('Compact').click()
  await expect.poll(async () => (await row.boundingBox())?.height ?? 0, soon).toBeLessThan(heightBefore - 20)
  await page.getByText('Comfortable').click()
  await expect.poll(async () => (await row.boundingBox())?.height ?? 0, soon).toBe(heightBefore)
  await page.keyboard.press('Escape')
  // The focus goes back a moment later; what is pressed before that is lost.
  await expect.poll(() => filter.evaluate((button) => button.matches(':focus')), soon).toBe(true)

  const edge = page.getByRole('separator', { name: 'Width of the list' })
  const widthBefore = (await row.boundingBox())?.width ?? 0
  await edge.press('ArrowRight')
  await edge.press('ArrowRight')
  await expect.poll(async () => (await row.boundingBox())?.width ?? 0, soon).toBe(widthBefore + 32)
  await page.reload()
  await expect.poll(async () => (await row.boundingBox())?.width ?? 0, soon).toBe(widthBefore + 32)
  await edge.dblclick()
  await expect.poll(async () => (await row.boundingBox())?.width ?? 0, soon).toBe(widthBefore)
})

test('on a phone one goes from the list to the thread and back to the same place', async () => {
  const page = await desk.open('/inbox', { width: 390, height: 844 })
  for (let index = 0; index < 12; index++) await chat.say(`Person ${index}`, 'One more.')
  // The last of them is there: rows that come later move the place.
  await rowOf(page, 'Person 11').waitFor()
  await rowOf(page, 'Ada Berg').scrollIntoViewIfNeeded()
  const list = page.locator('[data-list]')
  const placeBefore = await list.evaluate((element) => element.scrollTop)
  expect(placeBefore).toBeGreaterThan(0)
  await rowOf(page, 'Ada Berg').click()
  await page.getByRole('heading', { name: 'Ada Berg' }).first().waitFor()
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  await page.getByRole('link', { name: 'Back' }).click()
  await rowOf(page, 'Ada Berg').waitFor()
  expect(await list.evaluate((element) => element.scrollTop)).toBe(placeBefore)
})

test('what a newcomer does first ticks itself, and can be put away', async () => {
  const page = await desk.open('/inbox')
  const steps = page.getByRole('region', { name: 'First steps' })
  await steps.getByText('Add a team member').waitFor()
  const { id } = idOf(
    await desk.server.api('POST', '/staff', { name: 'Lea', email: 'lea@acme.example', password: 'a long enough one' }),
  )
  expect(id).not.toBe('')
  await expect
    .poll(() => steps.getByRole('listitem').filter({ hasText: 'Add a team member' }).getByLabel('Done').count(), soon)
    .toBe(1)
  await steps.getByRole('button', { name: 'Hide this list' }).click()
  await page.getByText('Choose an issue').waitFor()
})
