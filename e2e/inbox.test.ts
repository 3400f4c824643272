import { beforeAll, expect, test } from 'vitest'
import { soon, threadOf, undo, useDesk } from './desk.ts'
import { connectChat } from './seed.ts'

const desk = useDesk()
let chat: Awaited<ReturnType<typeof connectChat>>

beforeAll(async () => {
  chat = await connectChat(desk.server)
  await chat.say('Noor Haddad', 'I cannot sign in.')
  await chat.say('Kofi Mensah', 'I ordered blue and got green.')
})

test('an issue is found, answered, noted on, taken and closed by keyboard alone', async () => {
  const page = await desk.open('/inbox')
  await page.getByRole('link', { name: /Kofi Mensah/ }).waitFor()

  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await page.getByRole('heading', { name: 'Noor Haddad' }).first().waitFor()
  const thread = threadOf(page)
  await thread.getByText('I cannot sign in.').waitFor()
  await page.getByRole('textbox', { name: 'Write to the customer…' }).waitFor()

  await page.keyboard.press('r')
  await page.keyboard.type('Which address do you use?')
  await page.keyboard.press('Control+Enter')
  await thread.getByText('Which address do you use?').waitFor()
  await page.getByText('Waiting on customer').first().waitFor()

  await page.keyboard.press('Escape')
  await page.keyboard.press('n')
  await page.getByRole('textbox', { name: 'Only your colleagues see this…' }).waitFor()
  await page.keyboard.type('Her account was locked.')
  await page.keyboard.press('Control+Enter')
  const note = thread.getByRole('article').filter({ hasText: 'Her account was locked.' })
  await note.getByText('Only we see this').waitFor()

  await page.keyboard.press('Escape')
  await page.keyboard.press('a')
  await page.getByRole('button', { name: 'Assignee: Me (ana)' }).waitFor()

  // Closed: on to the next one, and with Undo back again.
  await page.keyboard.press('e')
  await page.getByRole('heading', { name: 'Kofi Mensah' }).first().waitFor()
  await page.getByRole('link', { name: /Noor Haddad/ }).waitFor({ state: 'detached' })
  await undo(page, 'is closed.')
  await page.getByRole('heading', { name: 'Noor Haddad' }).first().waitFor()
  await page.getByRole('button', { name: 'Close', exact: true }).waitFor()
})

test('what comes in is shown in the list at once, and the counts follow', async () => {
  const page = await desk.open('/inbox')
  await page.getByRole('link', { name: /Kofi Mensah/ }).waitFor()
  await chat.say('Lena Fischer', 'Please cancel my subscription.')
  const row = page.getByRole('link', { name: /Lena Fischer/ })
  await row.waitFor()
  await chat.say('Lena Fischer', 'By the end of March.')
  await row.getByText('By the end of March.').waitFor()
  await page.getByRole('link', { name: /^Unassigned 2$/ }).waitFor()
})

test('an issue that a colleague closes leaves the list of open ones', async () => {
  const page = await desk.open('/inbox')
  await chat.say('Oskar Nowak', 'Can you wrap it as a present?')
  const row = page.getByRole('link', { name: /Oskar Nowak/ })
  await row.waitFor()
  const issueId = (await row.getAttribute('data-issue')) ?? ''
  await desk.server.api('POST', `/issues/${issueId}/closure`, {})
  await row.waitFor({ state: 'detached' })
  await page.goto(`${desk.server.url}/inbox?status=resolved`)
  await page.getByRole('link', { name: /Oskar Nowak/ }).waitFor()
})

test('a draft survives a reload, and is gone once sent', async () => {
  const page = await desk.open('/inbox')
  await page.getByRole('link', { name: /Kofi Mensah/ }).click()
  const field = page.getByRole('textbox', { name: 'Write to the customer…' })
  await field.fill('Half a sentence')
  await page.getByText('Draft saved').waitFor()
  await page.reload()
  await expect.poll(() => field.inputValue(), soon).toBe('Half a sentence')
  await field.press('Control+Enter')
  await threadOf(page).getByText('Half a sentence').waitFor()
  await expect.poll(() => field.inputValue(), soon).toBe('')
})

test.each([
  ['Sofia Papadopoulos', 'for who wants less motion', false],
  ['Nikos Papadopoulos', 'for everybody else', true],
])(
  'a long thread of %s opens at its end, and older entries come in above without moving what is read, %s',
  async (name, _who, moves) => {
    const count = 230
    const words = Array.from({ length: count }, (_, index) => `Line ${index + 1} of a long story.`)
    await chat.say(name, ...words)
    const page = await desk.open('/inbox', { moves })
    await page.getByRole('link', { name: new RegExp(name) }).click()
    const thread = threadOf(page)
    await thread.getByText(`Line ${count} of`).waitFor()
    expect(await thread.getByText('Line 1 of').count()).toBe(0)

    // Something comes while the middle is read: a pill says so, and nothing moves.
    const scroller = page.locator('[data-thread-scroller]')
    // Rows have been measured, and what came in above them at first is above what is shown.
    const fromEnd = () =>
      scroller.evaluate(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight)
    await expect.poll(fromEnd, soon).toBeLessThan(2)
    await page.waitForLoadState('networkidle')
    await expect.poll(fromEnd, soon).toBeLessThan(2)
    await scroller.hover()
    await page.mouse.wheel(0, -1500)
    await expect.poll(() => thread.getByText(`Line ${count} of`).count(), soon).toBe(0)
    const read = await scroller.evaluate((element) => {
      const { x, y, width, height } = element.getBoundingClientRect()
      return element.ownerDocument.elementFromPoint(x + width / 2, y + height / 2)?.closest('[data-index]')?.textContent
    })
    const placeOf = async (line: string) => (await thread.getByText(line).boundingBox())?.y ?? Infinity
    const middle = /Line \d+ of/.exec(read ?? '')![0]
    const placeBefore = await placeOf(middle)
    await chat.say(name, 'The end of it.')
    const pill = page.getByRole('button', { name: '1 new' })
    await pill.waitFor()
    expect(Math.abs((await placeOf(middle)) - placeBefore)).toBeLessThan(2)
    expect(await thread.getByText('The end of it.').count()).toBe(0)
    await pill.press('Enter')
    await thread.getByText('The end of it.').waitFor()
    // The button is gone, and the keyboard goes on in the thread.
    await pill.waitFor({ state: 'detached' })
    await expect
      .poll(() => scroller.evaluate((element) => element === element.ownerDocument.activeElement), soon)
      .toBe(true)

    await expect.poll(fromEnd, soon).toBeLessThan(2)

    // At the very top of what is loaded: what stands there stays there while older ones come in above it.
    const answered = Promise.withResolvers<void>()
    await page.route(/\/thread\?.*cursor=/, async (route) => {
      await answered.promise
      await route.continue()
    })
    await scroller.evaluate((element) => element.scrollTo(0, 0))
    const topmost = scroller.locator('[data-index="0"]').getByText(/^Line \d+ of/)
    const line = await topmost.textContent()
    const place = await placeOf(line!)
    const heightBefore = await scroller.evaluate((element) => element.scrollHeight)
    answered.resolve()
    await expect.poll(() => scroller.evaluate((element) => element.scrollHeight), soon).toBeGreaterThan(heightBefore)
    // But for the name above it, which now stands above the older line that it continues.
    await expect.poll(async () => Math.abs((await placeOf(line!)) - place), soon).toBeLessThan(48)
    await page.unroute(/\/thread\?.*cursor=/)

    // All the way up, page after page.
    await expect
      .poll(
        async () => {
          await scroller.hover()
          await page.mouse.wheel(0, -6000)
          return thread.getByText('Line 1 of').count()
        },
        { timeout: 15_000 },
      )
      .toBe(1)
  },
)

test('the history of an issue says who changed what, and when', async () => {
  await chat.say('Ines Moreau', 'The lamp flickers.')
  const page = await desk.open('/inbox')
  await page.getByRole('link', { name: /Ines Moreau/ }).click()
  await page.getByRole('heading', { name: 'Ines Moreau' }).first().waitFor()
  await page.getByRole('button', { name: 'Close', exact: true }).click()
  await page.getByRole('link', { name: /Ines Moreau/ }).waitFor({ state: 'detached' })
  await page.goto(`${desk.server.url}/inbox?status=resolved`)
  await page.getByRole('link', { name: /Ines Moreau/ }).click()
  await page.getByRole('button', { name: 'Reopen' }).waitFor()
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'History…' }).click()
  const changes = page.getByRole('dialog', { name: /^History of #/ }).getByRole('listitem')
  await changes.filter({ hasText: 'Status: New → Closed' }).waitFor()
  const said = await changes.allInnerTexts()
  expect(said).toHaveLength(2)
  expect(said[0]).toMatch(/^Ines Moreau · [^]*Opened$/)
  expect(said[1]).toMatch(/^ana · /)
})
