import PostalMime from 'postal-mime'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { sendMail } from '../server/test/mail/send-mail.ts'
import { barriers, overflow } from './barriers.ts'
import { soon, threadOf, useDesk } from './desk.ts'

const desk = useDesk()
const to = 'repairs@parts.example'

async function openThread(options: { width?: number; colorScheme?: 'light' | 'dark' } = {}): Promise<Page> {
  const page = await desk.open('/inbox', options)
  await page.getByRole('link', { name: /Mara Lindqvist/ }).click()
  await threadOf(page).getByText('The left heel is loose.').waitFor()
  return page
}
const forms = (page: Page) => page.getByRole('region', { name: 'Forward', exact: true })
const shot = async (page: Page, name: string) => {
  const folder = process.env['FORWARD_SHOTS']
  if (folder) await page.screenshot({ path: `${folder}/${name}.png` })
}

test('a message is forwarded by keyboard without a file, recalled, sent, and its answer is answered', async () => {
  const { smtpPort, sink } = desk.server
  await sendMail(smtpPort, {
    from: '"Mara Lindqvist" <mara@post.example>',
    subject: 'Shoe',
    text: 'The left heel is loose.',
    attachments: [
      { filename: 'heel.txt', content: 'a photo '.repeat(900) },
      { filename: 'receipt.txt', content: 'her address '.repeat(900) },
    ],
  })
  const page = await openThread()
  // A reply that was begun has nothing to do with it.
  const reply = page.getByRole('textbox', { name: 'Write to the customer…' })
  await reply.fill('We are asking our workshop.')
  await reply.press('Escape')
  await page.keyboard.press('f')
  const form = forms(page)
  await form.waitFor()
  await expect
    .poll(() => page.evaluate('document.activeElement?.getAttribute("aria-label")'), soon)
    .toMatch(/Recipients/)
  await expect.poll(() => form.getByLabel('Subject').inputValue(), soon).toBe('Fwd: Shoe')
  await page.keyboard.type(`${to},`)
  await form.getByText(to).waitFor()
  await form.getByLabel('Your words above it…').fill('Can you glue this?')
  await form.getByRole('button', { name: 'Remove receipt.txt' }).click()
  await form.getByRole('button', { name: 'Show' }).click()
  await form.getByRole('region', { name: 'What is forwarded' }).getByText('From: Mara Lindqvist').waitFor()
  expect(await barriers(page)).toEqual([])
  await shot(page, 'form-1440')
  await form.getByLabel('Your words above it…').press('Control+Enter')

  // Held for a few seconds, it is recalled and stands where it was written, not in the reply.
  await page.getByRole('button', { name: 'Undo' }).first().click()
  await form.waitFor()
  expect(await form.getByLabel('Your words above it…').inputValue()).toBe('Can you glue this?')
  await form.getByRole('button', { name: 'Forward', exact: true }).click()
  await form.waitFor({ state: 'detached' })
  expect(await reply.innerText()).toContain('We are asking our workshop.')
  const sent = threadOf(page)
    .getByRole('article')
    .filter({ hasText: `Forwarded to ${to}` })
    .last()
  await sent.getByText('The customer does not see this').waitFor()
  await sent.getByText(/^Sent/).waitFor()
  expect(sink.mails.map((mail) => mail.to)).toEqual([[to]])
  const mail = await PostalMime.parse(sink.mails[0]!.raw)
  expect(mail.attachments.map(({ filename }) => filename)).toEqual(['heel.txt'])

  await sendMail(smtpPort, {
    from: `Robin <${to}>`,
    to: mail.replyTo![0]!.address!,
    subject: 'Re: Fwd: Shoe',
    inReplyTo: mail.messageId!,
    text: 'Yes, bring it in.',
  })
  const answer = threadOf(page).getByRole('article').filter({ hasText: 'Yes, bring it in.' })
  await answer.getByText('Answer to a forward · The customer does not see this').waitFor()
  await answer.getByText(`From ${to} · sender not verified`).waitFor()
  await shot(page, 'thread-1440')
  await answer.getByRole('button', { name: 'Answer', exact: true }).click()
  const again = page.getByRole('region', { name: 'Answer', exact: true })
  await again.getByText(to).waitFor()
  expect(await again.getByLabel('Subject').inputValue()).toBe('Re: Fwd: Shoe')
  await again.getByLabel('Write to them, not to the customer…').fill('It comes tomorrow.')
  await again.getByRole('button', { name: 'Send', exact: true }).click()
  await expect.poll(() => sink.mails.length, soon).toBe(2)
  const second = await PostalMime.parse(sink.mails[1]!.raw)
  expect(second.inReplyTo).toMatch(/.+/)
  expect(second.text).toContain('It comes tomorrow.')
  expect(second.text).not.toContain('heel')
})

test('the menu of a message and the palette begin it; it fits a phone, in the dark as well, and is left as it is', async () => {
  const page = await openThread()
  const message = threadOf(page).getByRole('article').filter({ hasText: 'The left heel is loose.' }).first()
  await message.hover()
  await message.getByRole('button', { name: 'Message actions' }).click()
  await page.getByRole('menuitem', { name: 'Forward…' }).click()
  const form = forms(page)
  await form.getByText('1 message goes along').waitFor()
  await form.getByText('All messages').click()
  await form.getByLabel('Your words above it…').fill('Kept.')
  for (const width of [820, 390]) {
    await page.setViewportSize({ width, height: 800 })
    expect(await overflow(page)).toBe(0)
    await shot(page, `form-${width}`)
  }
  await page.setViewportSize({ width: 1440, height: 900 })
  await page.reload()
  expect(await form.getByLabel('Your words above it…').inputValue()).toBe('Kept.')
  await form.getByRole('button', { name: 'Discard' }).click()
  await form.waitFor({ state: 'detached' })
  await page.keyboard.press('ControlOrMeta+K')
  await page.keyboard.type('forward')
  await page.getByRole('option', { name: 'Forward…' }).waitFor()
  await page.keyboard.press('Enter')
  await form.waitFor()

  const dark = await openThread({ colorScheme: 'dark' })
  await threadOf(dark).getByText('Yes, bring it in.').waitFor()
  await shot(dark, 'thread-dark')
  expect(await barriers(dark)).toEqual([])
})
