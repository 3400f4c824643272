import type { Page } from 'playwright-core'
import { beforeAll, expect, test } from 'vitest'
import { sendMail } from '../server/test/mail/send-mail.ts'
import { barriers, overflow } from './barriers.ts'
import { threadOf, useDesk } from './desk.ts'
import { connectChat } from './seed.ts'

const desk = useDesk()

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

const pages = [
  '/inbox',
  '/customers',
  '/account',
  '/settings/channels',
  '/settings/channels/new/email',
  '/settings/staff',
]
const sizes = { desktop: [1440, 900], tablet: [1024, 768], phone: [390, 844] } as const

async function openThread(page: Page, name: RegExp): Promise<void> {
  await page.getByRole('link', { name }).first().click()
  await threadOf(page).getByRole('article').first().waitFor()
  await page.getByRole('region', { name: 'Write' }).waitFor()
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`every page can be read and used by everybody, in ${colorScheme}`, async () => {
    const page = await desk.open('/inbox', { colorScheme })
    await openThread(page, /Mara Lindqvist/)
    expect(await barriers(page)).toEqual([])
    for (const path of pages) {
      await page.goto(desk.server.url + path)
      await page.getByRole('heading').first().waitFor()
      expect(await barriers(page), path).toEqual([])
    }
  })
}

for (const [size, [width, height]] of Object.entries(sizes)) {
  test(`nothing is wider than a ${size}`, async () => {
    const page = await desk.open('/inbox', { width, height })
    for (const name of [/Jean-Baptiste/, /يوسف/, /😀/]) {
      await page.goto(`${desk.server.url}/inbox`)
      await openThread(page, name)
      expect(await overflow(page)).toBeLessThanOrEqual(0)
    }
    for (const path of pages) {
      await page.goto(desk.server.url + path)
      await page.getByRole('heading').first().waitFor()
      expect(await overflow(page), path).toBeLessThanOrEqual(0)
    }
  })
}
