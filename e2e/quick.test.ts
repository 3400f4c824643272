import type { Locator, Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { threadOf, useDesk } from './desk.ts'
import { connectChat } from './seed.ts'

const desk = useDesk()
const people = Array.from({ length: 60 }, (_, index) => `Person ${String(index).padStart(2, '0')}`)

beforeAll(async () => {
  const chat = await connectChat(desk.server)
  for (const person of people) await chat.say(person, `${person} has a question.`)
}, 120_000)

/** What somebody waits for at a click; more than this is felt. */
const owedMs = 100

/**
 * From the click, as the browser noted it, until what it was for is on the screen: measured in the page, so that the
 * test's own way to the browser does not count.
 */
async function clickToShown(page: Page, target: Locator, shown: string): Promise<number> {
  await target.hover()
  const done = page.evaluate<number>(`new Promise((resolve) => {
    const isShown = ${shown}
    let clickedAt
    document.addEventListener('click', (event) => (clickedAt = event.timeStamp), { capture: true, once: true })
    const look = () => {
      if (clickedAt !== undefined && isShown()) setTimeout(() => resolve(performance.now() - clickedAt))
      else requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
  })`)
  await target.click()
  return done
}

/** The machine may be busy with other things at one moment: the middle of several tells. */
function middleOf(times: number[]): number {
  const middle = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)]
  if (middle === undefined) throw new Error('Nothing was measured.')
  return Math.round(middle)
}

test('no click keeps anybody waiting', async () => {
  const page = await desk.open('/inbox')
  await page.getByRole('link', { name: /Person 59/ }).waitFor()
  const times: Record<string, number[]> = {}
  const measure = async (what: string, target: Locator, shown: string) => {
    ;(times[what] ??= []).push(await clickToShown(page, target, shown))
  }

  // The rows in sight, each thread for the first time.
  for (const person of ['Person 58', 'Person 57', 'Person 56', 'Person 55', 'Person 54']) {
    await measure(
      'open an issue',
      page.getByRole('link', { name: new RegExp(person) }),
      `() => document.querySelector('h2')?.textContent === '${person}' &&
        [...document.querySelectorAll('article')].some((entry) => entry.textContent.includes('${person} has a question.'))`,
    )
  }
  await threadOf(page).getByText('Person 54 has a question.').waitFor()
  for (const [name, queue] of [
    [/^Mine/, 'mine'],
    [/^Unassigned/, 'unassigned'],
    [/^All/, null],
    [/^Mine/, 'mine'],
    [/^All/, null],
  ] as const) {
    await measure(
      'switch the queue',
      page.getByRole('navigation', { name: 'Queues' }).getByRole('link', { name }),
      `() => new URL(location.href).searchParams.get('queue') === ${queue ? `'${queue}'` : 'null'} &&
        (document.querySelector('[data-list] a') !== null || document.querySelector('[data-list] p') !== null)`,
    )
  }
  await page.getByRole('link', { name: /Person 54/ }).click()
  await threadOf(page).getByText('Person 54 has a question.').waitFor()
  for (const round of [0, 1, 2]) {
    await measure(
      'take an issue, or give it back',
      page.getByRole('button', { name: /^Owner: / }),
      `() => document.querySelector('[role=menu]')?.checkVisibility() === true`,
    )
    await measure(
      'change the owner',
      page.getByRole('menuitemradio', { name: round % 2 === 0 ? /Assign to me/ : /Nobody/ }),
      `() => [...document.querySelectorAll('header button')].some((button) =>
        button.getAttribute('aria-label') === 'Owner: ${round % 2 === 0 ? 'ana' : 'Nobody'}')`,
    )
    await page.getByRole('menu').waitFor({ state: 'detached' })
  }
  for (const _round of [0, 1, 2]) {
    await measure(
      'close an issue',
      page.getByRole('button', { name: 'Close', exact: true }),
      `() => [...document.querySelectorAll('header button')].some((button) => button.textContent === 'Reopen')`,
    )
    await measure(
      'reopen it',
      page.getByRole('button', { name: 'Reopen', exact: true }),
      `() => [...document.querySelectorAll('header button')].some((button) => button.textContent === 'Close')`,
    )
  }
  for (const _round of [0, 1, 2]) {
    await measure(
      'open the palette',
      page.getByRole('button', { name: 'Find' }),
      `() => document.querySelector('[role=combobox]')?.checkVisibility() === true`,
    )
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    await measure(
      'go to customers',
      page.getByRole('link', { name: 'Customers' }),
      `() => document.querySelector('#customer-search') !== null && document.querySelector('ul a time') !== null`,
    )
    await measure(
      'go to the inbox',
      page.getByRole('link', { name: 'Inbox' }),
      `() => document.querySelector('[data-issue]') !== null`,
    )
  }

  const felt = Object.entries(times).map(([what, measured]) => [what, middleOf(measured)] as const)
  expect(
    felt.filter(([, ms]) => ms > owedMs),
    JSON.stringify(times),
  ).toEqual([])
})
