import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { sendMail } from '../server/test/mail/send-mail.ts'
import { soon, threadOf, useDesk } from './desk.ts'
import { connectChat } from './seed.ts'

const desk = useDesk()
let chat: Awaited<ReturnType<typeof connectChat>>

const nameOf = (number: number): string => `Person ${String(number).padStart(2, '0')}`

beforeAll(async () => {
  chat = await connectChat(desk.server)
  for (let number = 1; number <= 30; number++) await chat.say(nameOf(number), `A question of number ${number}.`)
  await desk.server.api('POST', '/staff', { name: 'Ben', email: 'ben@acme.example', password: 'a long enough one' })
})

/** Every key that is pressed is a step, and after each of them the focus is on something. */
function walkOn(page: Page) {
  let steps = 0
  const focused = () =>
    page.evaluate<string>(
      `(() => { const at = document.activeElement; return at === null || at === document.body ? '' :
        (at.getAttribute('data-issue') ? 'row: ' : '') + (at.getAttribute("aria-label") || at.textContent.slice(0, 60) || at.tagName) })()`,
    )
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) {
      await page.keyboard.press(key)
      steps += 1
      await expect.poll(focused, { ...soon, message: `after ${key}, step ${steps}` }).not.toBe('')
    }
  }
  return {
    press,
    type: async (text: string): Promise<void> => {
      await page.keyboard.type(text)
      steps += 1
    },
    /** The focus is on the row of this person. */
    isAt: (number: number) =>
      expect.poll(focused, { ...soon, message: `step ${steps}` }).toContain(`row: ${nameOf(number)}`),
    /** Their thread is open. */
    isOpen: async (number: number) => {
      await page.getByRole('heading', { level: 2, name: nameOf(number) }).waitFor()
      await threadOf(page).getByText(`A question of number ${number}.`).waitFor()
    },
    steps: () => steps,
  }
}

const rowOf = (page: Page, number: number) => page.locator('[data-issue]').filter({ hasText: nameOf(number) })

async function close(page: Page, number: number): Promise<void> {
  const id = await rowOf(page, number).getAttribute('data-issue')
  await desk.server.api('POST', `/issues/${id}/closure`, {})
}

test(
  'a hundred steps by keyboard alone: one never loses one’s place, nor the focus',
  { timeout: 400_000 },
  async () => {
    const page = await desk.open('/inbox')
    await rowOf(page, 30).waitFor()
    const { press, type, isAt, isOpen, steps } = walkOn(page)

    // Down and up in the list.
    await press('j', 'j', 'j', 'j', 'j')
    await isAt(26)
    await press('k', 'k')
    await isAt(28)

    // Rows come in above and move; one stays where one is.
    await chat.say('Newcomer', 'Hello?')
    await chat.say(nameOf(2), 'Any news?')
    await page
      .getByRole('button', { name: /new$/ })
      .or(page.locator('[data-issue]').filter({ hasText: 'Newcomer' }))
      .first()
      .waitFor()
    await isAt(28)
    await press('j')
    await isAt(27)

    // A colleague closes the row one is at: it stays until one has left it.
    await close(page, 27)
    await press('j')
    await isAt(26)
    await rowOf(page, 27).waitFor({ state: 'detached' })
    await press('k')
    await isAt(28)
    // One closes it oneself: what takes its place has the focus.
    await press('e')
    await isAt(26)
    await rowOf(page, 28).waitFor({ state: 'detached' })

    // Opened; the neighbours follow the keys.
    await press('Enter')
    await isOpen(26)
    await press('j', 'j')
    await isOpen(24)
    await isAt(24)
    await press('k')
    await isOpen(25)

    // Answered: the row stays where it is, and j leads to the next one, not to the top.
    await page.getByRole('textbox', { name: 'Write to the customer…' }).waitFor()
    await press('r')
    await type('With pleasure.')
    await press('Control+Enter')
    await threadOf(page).getByText('With pleasure.').waitFor()
    await press('Escape', 'j')
    await isOpen(24)

    // Closed: the next one; undone: back again; closed again.
    await press('e')
    await isOpen(23)
    await isAt(23)
    await page.getByText('#24 is closed.').waitFor()
    await press('z')
    await isAt(24)
    await isOpen(24)
    await page.getByText('Undone').waitFor()
    await press('e')
    await isOpen(23)
    await rowOf(page, 24).waitFor({ state: 'detached' })

    // The open one is closed by a colleague: it stays open, and its row in its place.
    await close(page, 23)
    await page.getByRole('button', { name: 'Reopen' }).waitFor()
    await isOpen(23)
    await press('j')
    await isOpen(22)
    await rowOf(page, 23).waitFor({ state: 'detached' })
    await press('k')
    // What is gone is gone: before 22 comes 26 now that 25 was answered.
    await isOpen(26)
    await press('j')
    await isOpen(22)

    // A draft goes on where it ended.
    await page.getByRole('textbox', { name: 'Write to the customer…' }).waitFor()
    await press('r')
    await type('Half a')
    await press('Escape', 'j')
    await isOpen(21)
    await press('k')
    await isOpen(22)
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Write to the customer…' }).inputValue(), soon)
      .toBe('Half a')
    await press('r')
    await type(' sentence')
    expect(await page.getByRole('textbox', { name: 'Write to the customer…' }).inputValue()).toBe('Half a sentence')
    await press('Escape')

    // Menus: Escape closes them alone, and the thread stays open.
    const menu = page.getByRole('menu')
    // It opens with the focus on its first item.
    const inMenu = menu.locator(':focus')
    for (const key of ['h', 'Shift+A', 'p']) {
      await press(key)
      await inMenu.waitFor()
      await press('ArrowDown', 'Escape')
      await menu.waitFor({ state: 'detached' })
      await isOpen(22)
    }
    // A dialog out of a menu.
    await press('h')
    await inMenu.waitFor()
    await press('End', 'Enter')
    const snooze = page.getByRole('dialog', { name: 'Snooze' })
    await snooze.waitFor()
    await press('Escape')
    await snooze.waitFor({ state: 'detached' })
    await isOpen(22)
    await press('p')
    await inMenu.waitFor()
    await press('End', 'Enter')
    const history = page.getByRole('dialog', { name: /^History of/ })
    await history.waitFor()
    await press('Escape')
    await history.waitFor({ state: 'detached' })
    await isOpen(22)
    await press('p')
    await inMenu.waitFor()
    await press('Home', 'Enter')
    await rowOf(page, 22).getByText('Urgent').waitFor()

    // The subject: Escape leaves it as it was, and goes back to it.
    const subject = page.getByRole('button', { name: /A question of number 22/ })
    await subject.focus()
    await press('Enter')
    await type('Something else')
    await press('Escape')
    await expect
      .poll(() => subject.evaluate((element) => element === element.ownerDocument.activeElement), soon)
      .toBe(true)
    await isOpen(22)

    // The palette lists times soonest first, and Escape closes it alone.
    await press('Control+k')
    await type('snooze')
    const options = page.getByRole('option', { name: /^Snooze:/ })
    await options.first().waitFor()
    expect(await options.first().innerText()).toContain('In 3 hours')
    await press('Escape')
    await page.getByRole('listbox').waitFor({ state: 'detached' })
    await isOpen(22)
    // Enter before anything was found waits for it, and goes where the words lead.
    await press('Control+k')
    await type(nameOf(5))
    await press('Enter')
    await isOpen(5)
    await page.goBack()
    await isOpen(22)

    // Snoozed by keyboard: on to the next one.
    await press('j', 'k', 'h')
    await inMenu.waitFor()
    await press('Enter')
    await isOpen(21)
    await rowOf(page, 22).waitFor({ state: 'detached' })

    // Read once it was looked at; marked as unread, it waits in the list.
    await expect.poll(() => rowOf(page, 21).getByLabel('unread').count(), soon).toBe(0)
    await press('u')
    await isAt(21)
    await rowOf(page, 21).getByLabel('unread').waitFor()
    await press('u')
    await expect.poll(() => rowOf(page, 21).getByLabel('unread').count(), soon).toBe(0)

    // Far down, away, and back: the list is where it was.
    await press('j', 'j', 'j', 'j', 'j', 'j', 'j', 'j', 'j', 'j')
    await isAt(11)
    const scrolled = () => page.locator('[data-list]').evaluate((list) => list.scrollTop)
    const before = await scrolled()
    expect(before).toBeGreaterThan(100)
    await press('g', 's')
    await page.getByRole('navigation', { name: 'Settings' }).waitFor()
    await press('g', 'i')
    await rowOf(page, 11).waitFor()
    await expect.poll(async () => Math.abs((await scrolled()) - before), soon).toBeLessThan(2)
    await press('j')
    await isAt(11)

    // Several at once: their keys, and Escape lets go of them alone.
    await press('x', 'j', 'x')
    const bar = page.getByRole('toolbar', { name: 'With the selected issues' })
    await bar.getByText('2 selected').waitFor()
    await press('Shift+A')
    await inMenu.waitFor()
    await press('Escape')
    await menu.waitFor({ state: 'detached' })
    await bar.getByText('2 selected').waitFor()
    await press('Escape')
    await bar.waitFor({ state: 'detached' })
    await isAt(10)

    // What opens over the page gives the focus back.
    await press('b')
    await page.getByRole('dialog', { name: 'Notifications' }).waitFor()
    await press('Escape')
    await page.getByRole('dialog', { name: 'Notifications' }).waitFor({ state: 'detached' })
    await isAt(10)
    await press('?')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor()
    await press('Escape')
    await page.getByRole('dialog', { name: 'Keyboard shortcuts' }).waitFor({ state: 'detached' })
    await isAt(10)
    await press('Enter')
    await isOpen(10)
    await press('w', 'w', 'Escape')
    await isAt(10)
    await press('h')
    await options.first().waitFor()
    await press('Escape')
    await isAt(10)
    expect(steps()).toBeGreaterThanOrEqual(100)
  },
)

test('a filter that leaves nothing says so, and is let go of in one step; the figures are of what is listed', async () => {
  const page = await desk.open('/inbox?priority=low')
  await page.getByText('Nothing matches the filter').waitFor()
  expect(await page.getByRole('link', { name: /^All/ }).innerText()).toBe('All')
  await page.getByRole('link', { name: 'Clear filter' }).click()
  await page.locator('[data-issue]').first().waitFor()
})

test('a draft with formats goes on where it ended, also after a reload', async () => {
  await sendMail(desk.server.smtpPort, {
    from: '"Mara Lindqvist" <mara@post.example>',
    subject: 'The left shoe is too small',
    text: 'Could you send a matching pair?',
  })
  const page = await desk.open('/inbox')
  await page.locator('[data-issue]').filter({ hasText: 'Mara Lindqvist' }).click()
  const field = page.getByRole('textbox', { name: 'Write to the customer…' })
  await field.waitFor()
  await page.keyboard.press('r')
  await page.keyboard.type('Half a')
  await page.getByText('Draft saved').waitFor()
  await page.reload()
  await expect.poll(() => field.innerText(), soon).toBe('Half a')
  await page.keyboard.press('r')
  await page.keyboard.type(' sentence')
  await expect.poll(() => field.innerText(), soon).toBe('Half a sentence')
})
