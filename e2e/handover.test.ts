import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { barriers, overflow } from './barriers.ts'
import { soon, threadOf, useDesk, type VisitOptions } from './desk.ts'
import { connectChat, idOf } from './seed.ts'

const desk = useDesk()
const password = 'correct horse battery staple'
let issueId: string

beforeAll(async () => {
  const chat = await connectChat(desk.server)
  await chat.say('Noor Haddad', 'My lamp is broken and I want my money back.')
  for (const name of ['Bo', 'Lea']) {
    await desk.server.api('POST', '/staff', { name, email: `${name.toLowerCase()}@acme.example`, password })
  }
  const { items } = (await desk.server.api('GET', '/issues')) as { items: unknown[] }
  issueId = idOf(items[0]).id
})

/** A colleague at a desk of their own. */
async function openAs(name: string, path: string, options: VisitOptions = {}): Promise<Page> {
  const page = await desk.visit(path, options)
  await page.getByLabel('Email').fill(`${name.toLowerCase()}@acme.example`)
  await page.getByRole('textbox', { name: 'Password' }).fill(password)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
  await threadOf(page).getByText('My lamp is broken').waitFor()
  return page
}

const cards = (page: Page) => threadOf(page).getByRole('article').filter({ hasText: 'Handed over' })

test('an issue is handed over by keyboard, taken by who it is for, and by nobody else', async () => {
  const path = `/inbox/${issueId}`
  const page = await desk.open(path)
  await threadOf(page).getByText('My lamp is broken').waitFor()
  await page.keyboard.press('Shift+H')
  const dialog = page.getByRole('dialog', { name: /Hand over #/ })
  await dialog.waitFor()
  await expect
    .poll(() => page.evaluate('document.activeElement?.getAttribute("placeholder")'), soon)
    .toMatch(/colleague/)
  await page.keyboard.press('Enter')
  await page.keyboard.type('Bo')
  await page.getByRole('option', { name: 'Bo' }).waitFor()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Enter')
  // Nothing said: nobody is left to guess.
  await dialog.getByRole('button', { name: 'Hand over' }).click()
  await dialog.getByText('Fill in at least one of the fields.').waitFor()
  expect(await barriers(page)).toEqual([])
  await dialog.getByLabel('Asked').fill('Her money back, not another lamp.')
  await dialog.getByLabel('Tried').fill('A new cable.')
  // Closing loses nothing.
  await page.keyboard.press('Escape')
  await dialog.waitFor({ state: 'detached' })
  // The palette does the same.
  await page.keyboard.press('ControlOrMeta+K')
  await page.keyboard.type('hand over')
  await page.getByRole('option', { name: 'Hand over…' }).waitFor()
  await page.keyboard.press('Enter')
  await dialog.waitFor()
  expect(await dialog.getByLabel('Tried').inputValue()).toBe('A new cable.')
  await dialog.getByLabel('Promised').fill('An answer by Friday.')
  await dialog.getByLabel('Next', { exact: true }).fill('Look up the warranty.')
  await dialog.getByRole('button', { name: 'Hand over' }).click()
  const card = cards(page)
  for (const text of [
    'to Bo',
    'Her money back',
    'A new cable.',
    'An answer by Friday.',
    'Look up the warranty.',
    'Waits for Bo',
  ]) {
    await card.getByText(text).waitFor()
  }
  // Who gave it away does not take it, nor does anybody else.
  expect(await page.getByRole('button', { name: 'Take over' }).count()).toBe(0)
  const lea = await openAs('Lea', path)
  await cards(lea).getByText('Waits for Bo').waitFor()
  expect(await lea.getByRole('button', { name: 'Take over' }).count()).toBe(0)
  await lea.keyboard.press('y')

  const bo = await openAs('Bo', path)
  await bo.getByRole('note').filter({ hasText: 'has handed this issue over to you' }).waitFor()
  await cards(bo).getByText('Waits for you').waitFor()
  expect(await barriers(bo)).toEqual([])
  await bo.keyboard.press('y')
  await cards(bo)
    .getByText(/Taken over by you/)
    .waitFor()
  expect(await bo.getByRole('button', { name: 'Take over' }).count()).toBe(0)
  // Everybody who looks sees it at once.
  await cards(lea)
    .getByText(/Taken over by Bo/)
    .waitFor()
  await card.getByText(/Taken over by Bo/).waitFor()
  await page.getByRole('button', { name: 'Assignee: Bo' }).waitFor()
})

test('a handover that went on to somebody else meanwhile is not taken, and says so', async () => {
  const path = `/inbox/${issueId}`
  const staff = (await desk.server.api('GET', '/staff')) as { items: { id: string; name: string }[] }
  const lea = staff.items.find(({ name }) => name === 'Lea')!
  await desk.server.api('POST', `/issues/${issueId}/handover`, { ownerId: lea.id, next: 'Call her.' })
  const page = await openAs('Lea', path)
  await page.getByRole('button', { name: 'Take over' }).first().waitFor()
  // While her line is cut, it goes on; what she sees is old.
  await page.route('**/acknowledgement', async (route) => {
    await desk.server.api('POST', `/issues/${issueId}/assignment`, { ownerId: null })
    await route.continue()
  })
  await page.getByRole('button', { name: 'Take over' }).first().click()
  await page.getByRole('alert').filter({ hasText: 'The issue went to somebody else meanwhile.' }).waitFor()
  await cards(page).getByText('Went on to others before anybody took it over').first().waitFor()
  expect(await page.getByRole('button', { name: 'Take over' }).count()).toBe(0)
})

test('on a phone a card and the lines of events keep within the screen, and a time stands beside its line', async () => {
  await desk.server.api('POST', `/issues/${issueId}/snooze`, { until: '2099-01-01T08:00:00.000Z' })
  await desk.server.api('POST', `/issues/${issueId}/closure`, {
    reason: 'A reason that is long enough to need several lines on a phone.',
  })
  const page = await desk.open(`/inbox/${issueId}`, { width: 390, height: 844, isPhone: true })
  const line = threadOf(page).getByText(/snoozed the issue until .*2099/)
  await line.waitFor()
  expect(await threadOf(page).innerText()).not.toMatch(/\d{4}-\d\d-\d\dT/)
  expect(await overflow(page)).toBeLessThanOrEqual(0)
  for (const one of [line, threadOf(page).getByText(/closed the issue: A reason/)]) {
    // Both at the same moment: the thread may still move to its end.
    const { apart, height } = await one.evaluate((element) => {
      const [ofLine, ofTime] = [element, element.nextElementSibling!].map((each) => each.getBoundingClientRect())
      return { apart: Math.abs(ofTime!.y - ofLine!.y), height: ofTime!.height }
    })
    expect(apart).toBeLessThan(4)
    expect(height).toBeLessThan(24)
  }
})
