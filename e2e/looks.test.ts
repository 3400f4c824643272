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
