import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { sendMail } from '../server/test/mail/send-mail.ts'
import { barriers, overflow } from './barriers.ts'
import { wordsIn } from './desk-words.ts'
import { soon, threadOf, useDesk } from './desk.ts'
import { goTo, places } from './places.ts'
import { connectChat } from './seed.ts'

const desk = useDesk()
const english = await wordsIn('en')

beforeAll(async () => {
  const chat = await connectChat(desk.server)
  await chat.say('Mara Lindqvist', 'Hello', 'Is anybody there?')
  await sendMail(desk.server.smtpPort, {
    from: '"Jean-Baptiste de la Fontaine-Montmorency-Bouteville" <jb@example.org>',
    subject: `A question ${'with a very long subject '.repeat(8)}`,
    text: `${'Averylongwordthatneverends'.repeat(12)}\n\nhttps://example.org/${'path/'.repeat(60)}`,
  })
  await sendMail(desk.server.smtpPort, {
    from: '"يوسف العلي" <yousef@example.net>',
    subject: 'سؤال',
    text: 'متى سيصل؟',
  })
  await sendMail(desk.server.smtpPort, { from: '"😀😀" <smile@example.net>', subject: '👟👟👟', text: '❓' })
})

const sizes = { desktop: [1440, 900], tablet: [1024, 768], phone: [390, 844] } as const

/** How many first headings can be seen: somebody who jumps by headings begins at one. */
const firstHeadings = (page: Page) =>
  page.evaluate<number>(`[...document.querySelectorAll('h1')].filter((one) => one.checkVisibility()).length`)

async function openThread(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('link', { name }).first().click()
  await threadOf(page).getByRole('article').first().waitFor()
  await page.getByRole('region', { name: 'Write' }).waitFor()
}

/** All places in one walk: a place that is open is looked at in both lights and at every size. */
test(
  'every page and dialog can be read and used by everybody, in light and dark, at every size',
  { timeout: 300_000 },
  async () => {
    const page = await desk.open('/inbox')
    for (const place of places) {
      await page.setViewportSize({ width: 1440, height: 900 })
      await goTo(page, desk.server.url, place, english)
      expect(await barriers(page), `${place.name}, light`).toEqual([])
      await page.emulateMedia({ colorScheme: 'dark' })
      // Colours take a moment to change.
      await expect.poll(() => barriers(page), { ...soon, message: `${place.name}, dark` }).toEqual([])
      await page.emulateMedia({ colorScheme: 'light' })
      for (const [size, [width, height]] of Object.entries(sizes)) {
        await page.setViewportSize({ width, height })
        // What floats finds its place again a moment after the window has changed.
        await expect.poll(() => overflow(page), { ...soon, message: `${place.name}, ${size}` }).toBeLessThanOrEqual(0)
        await expect.poll(() => firstHeadings(page), { ...soon, message: `${place.name}, ${size}` }).toBe(1)
      }
    }
  },
)

for (const [size, [width, height]] of Object.entries(sizes)) {
  test(`no name, word or link is too long for a ${size}`, async () => {
    const page = await desk.open('/inbox', { width, height })
    for (const name of [/Mara Lindqvist/, /Jean-Baptiste/, /يوسف/, /😀/]) {
      await page.goto(`${desk.server.url}/inbox`)
      await openThread(page, name)
      expect(await overflow(page)).toBeLessThanOrEqual(0)
      expect(await barriers(page)).toEqual([])
    }
  })
}

test('results of a search that are below the screen can be scrolled to', async () => {
  const chat = await connectChat(desk.server, 'Scrolled chat')
  for (let n = 0; n < 12; n++) await chat.say(`Visitor ${n}`, 'The samovar whistles.')
  const page = await desk.open('/search?q=samovar', { width: 390, height: 844, isPhone: true })
  const results = page.getByRole('list', { name: 'Results' }).getByRole('link')
  await expect.poll(() => results.count(), soon).toBe(12)
  // What is below the edge of its page would lie under the navigation, where nobody can touch it.
  expect(
    await page.evaluate(
      `document.getElementById('content').scrollHeight - document.getElementById('content').clientHeight`,
    ),
  ).toBe(0)
  await results.last().click()
  await page.waitForURL(/\/inbox\//)
})

test('on a phone every control is tall enough for a finger', async () => {
  const page = await desk.open('/inbox', { width: 390, height: 844, isPhone: true })
  await page.getByRole('link', { name: /Mara Lindqvist/ }).waitFor()
  for (const path of [
    '/inbox',
    '/customers',
    '/search?q=hello',
    '/settings',
    '/settings/staff',
    '/settings/channels/new/email',
  ]) {
    await page.goto(desk.server.url + path)
    await page.getByRole('heading', { level: 1 }).first().waitFor()
    expect(await tooSmall(page), path).toEqual([])
  }
})

/** Buttons, links of the navigation and fields that a finger cannot hit: also what reaches further than it looks counts. */
const tooSmall = (page: Page) =>
  page.evaluate<
    string[]
  >(`[...document.querySelectorAll('main button, nav button, nav a, main input:not([type=checkbox]):not([type=radio])')]
    .filter((one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
    .filter((one) => {
      const reach = parseFloat(getComputedStyle(one, '::after').height) || 0
      return Math.max(one.getBoundingClientRect().height, reach, one.closest('.mantine-Input-wrapper')?.offsetHeight ?? 0) < 43.5
    })
    .map((one) => one.getAttribute('aria-label') ?? one.textContent)`)
