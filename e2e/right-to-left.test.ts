import type { FrameLocator, Locator, Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { sendMail } from '../server/test/mail/send-mail.ts'
import { until } from '../server/test/mail/until.ts'
import { threadOf, useDesk } from './desk.ts'

const desk = useDesk()

/** At which side of its block a line begins, and whether its letters run from there. */
async function sideOf(within: Locator | FrameLocator, text: string): Promise<'left' | 'right'> {
  const element = within.getByText(text).last()
  await element.waitFor()
  return element.evaluate((node, wanted) => {
    // Of text nodes alone.
    const walker = node.ownerDocument.createTreeWalker(node, 4)
    let found = walker.nextNode()
    while (found && !found.textContent?.includes(wanted)) found = walker.nextNode()
    const range = node.ownerDocument.createRange()
    const start = found!.textContent!.indexOf(wanted)
    range.setStart(found, start)
    range.setEnd(found, start + wanted.length)
    const line = range.getClientRects()[0]!
    let block = found!.parentElement!
    while (node.ownerDocument.defaultView!.getComputedStyle(block).display === 'inline') block = block.parentElement!
    const box = block.getBoundingClientRect()
    return line.left - box.left > box.right - line.right ? 'right' : 'left'
  }, text)
}

const arabic = 'مرحبا، وصلني الطلب مكسورا.'
const arabicAgain = 'أريد استبداله من فضلكم.'
const hebrew = 'שלום, המשלוח לא הגיע.'

async function openThread(name: RegExp): Promise<Page> {
  const page = await desk.open('/inbox', { holdSeconds: 0 })
  await page.getByRole('link', { name }).first().click()
  return page
}

test('each paragraph of a plain mail in Arabic begins at its own side', async () => {
  await sendMail(desk.server.smtpPort, {
    from: '"ليلى حداد" <layla@post.example>',
    subject: 'الطلب 48213 مكسور',
    text: `${arabic}\n\nThe number is on the label.\n\n${arabicAgain}`,
  })
  const page = await openThread(/ليلى/)
  const thread = threadOf(page)
  expect(await sideOf(thread, arabic)).toBe('right')
  expect(await sideOf(thread, 'The number is on the label.')).toBe('left')
  expect(await sideOf(thread, arabicAgain)).toBe('right')
})

test('an HTML mail in Hebrew that does not say its direction is shown from right to left, what is Latin is not', async () => {
  await sendMail(desk.server.smtpPort, {
    from: '"נועה לוי" <noa@post.example>',
    subject: 'המשלוח',
    html: `<div><p>${hebrew}</p><p>Order 48213, please check.</p><ul><li>קומקום אחד</li></ul>
      <blockquote>ציטוט מכתב קודם</blockquote></div>`,
  })
  const page = await openThread(/נועה/)
  const mail = threadOf(page).frameLocator('iframe').first()
  expect(await sideOf(mail, hebrew)).toBe('right')
  expect(await sideOf(mail, 'Order 48213, please check.')).toBe('left')
  expect(await sideOf(mail, 'קומקום אחד')).toBe('right')
})

test('a direction that the sender chose stays', async () => {
  await sendMail(desk.server.smtpPort, {
    from: '"Dana Mail" <dana@post.example>',
    subject: 'Direction',
    html: `<div dir="rtl"><p>Latin words in a block from the right.</p></div><p dir="ltr">${hebrew}</p>`,
  })
  const page = await openThread(/Dana/)
  const mail = threadOf(page).frameLocator('iframe').first()
  expect(await sideOf(mail, 'Latin words in a block from the right.')).toBe('right')
  expect(await sideOf(mail, hebrew)).toBe('left')
})

test('an answer in Arabic is written from the right, shown from the right and says so in the mail', async () => {
  await sendMail(desk.server.smtpPort, {
    from: '"سامي" <sami@post.example>',
    subject: 'سؤال',
    text: arabicAgain,
  })
  const page = await openThread(/سامي/)
  const field = page.getByRole('textbox', { name: 'Write to the customer…' })
  await field.fill(arabic)
  expect(await sideOf(field, arabic)).toBe('right')
  await field.press('Control+Enter')
  const thread = threadOf(page)
  await thread.getByText('Sent', { exact: true }).waitFor()
  const sent = thread.getByRole('article').filter({ hasText: 'Sent' }).last()
  expect(await sideOf(sent.frameLocator('iframe'), arabic)).toBe('right')
  await until('the answer arrives', () => desk.server.sink.mails.length > 0)
  const raw = desk.server.sink.mails.at(-1)!.raw
  const html = Buffer.from(
    raw.split(/Content-Type: text\/html[^]*?\r\n\r\n/)[1]!.split('\r\n--')[0]!,
    'base64',
  ).toString()
  expect(html).toContain(`<p dir="auto">${arabic}</p>`)
})
