import type { Locator } from 'playwright-core'
import { expect, test } from 'vitest'
import { sendMail } from '../server/test/mail/send-mail.ts'
import { threadOf, useDesk } from './desk.ts'

const desk = useDesk()

const keyboardIsIn = (place: Locator): Promise<boolean> =>
  place.evaluate((element) => element.contains(element.ownerDocument.activeElement))

test('a message that failed is sent again by keyboard, one that waits says when it is tried, and both show what came of it', async () => {
  const { smtpPort, sink } = desk.server
  await sendMail(smtpPort, { from: '"Mara Lindqvist" <mara@post.example>', subject: 'Shoe', text: 'Too small.' })
  const page = await desk.open('/inbox')
  await page.getByRole('link', { name: /Mara Lindqvist/ }).click()
  const field = page.getByRole('textbox', { name: 'Write to the customer…' })
  const entry = threadOf(page).getByRole('article').last()

  sink.answer = (line) => (line.startsWith('RCPT') ? '550 5.7.1 not from you' : undefined)
  await field.fill('A pair leaves today.')
  await field.press('Control+Enter')
  await entry.getByText(/^Not sent: .*not from you/).waitFor()
  sink.answer = (line) => (line.startsWith('RCPT') ? '450 4.3.2 not now' : undefined)
  await entry.getByRole('button', { name: 'Send again' }).focus()
  await page.keyboard.press('Enter')
  await expect.poll(() => keyboardIsIn(entry)).toBe(true)
  await entry.getByText(/^Will be tried again at .*\d.*: .*not now/).waitFor()

  sink.answer = () => undefined
  await entry.getByRole('button', { name: 'Try now' }).press('Enter')
  await entry.getByText(/^Sent/).waitFor()
  expect(await keyboardIsIn(entry)).toBe(true)
  expect(sink.mails).toHaveLength(1)
  expect(await entry.getByRole('button', { name: /Send again|Try now/ }).count()).toBe(0)
})
