import { expect, test } from 'vitest'
import { sendMail } from '../server/test/mail/send-mail.ts'
import { until } from '../server/test/mail/until.ts'
import { threadOf, useDesk } from './desk.ts'
import { headerOf } from './headers.ts'

const desk = useDesk()

test('a mail is seen live, answered, leaves rightly threaded, and its reply comes back to the same issue', async () => {
  const { smtpPort, sink } = desk.server
  const page = await desk.open('/inbox')
  await page.getByText('Nothing is open').waitFor()

  // It arrives by SMTP, and is seen without a reload.
  const question = await sendMail(smtpPort, {
    from: '"Mara Lindqvist" <mara@post.example>',
    subject: 'The left shoe is too small',
    text: 'Hello,\n\norder 48213 came today. Could you send a matching pair?\n\nMara',
  })
  const row = page.getByRole('link', { name: /Mara Lindqvist/ })
  await row.waitFor()
  await row.click()
  await page.getByText('Could you send a matching pair?').last().waitFor()

  // It is answered in the desk.
  const field = page.getByRole('textbox', { name: 'Write to the customer…' })
  await field.fill('A matching pair leaves today.')
  await field.press('Control+Enter')
  const thread = threadOf(page)
  await thread.getByText('A matching pair leaves today.').waitFor()
  await thread.getByText('Sent', { exact: true }).waitFor()

  // The answer has left by SMTP, to her, as an answer to her mail.
  await until('the answer arrives', () => sink.mails.length > 0)
  expect(sink.mails).toHaveLength(1)
  const [answer] = sink.mails
  const raw = answer?.raw ?? ''
  expect(answer?.to).toEqual(['mara@post.example'])
  expect(headerOf(raw, 'Subject')).toBe('Re: The left shoe is too small')
  expect(headerOf(raw, 'In-Reply-To')).toBe(`<${question}>`)
  expect(headerOf(raw, 'References')).toContain(`<${question}>`)
  expect(raw).toContain('A matching pair leaves today.')

  // Her reply comes back to the same issue, live, with what it quotes folded.
  await sendMail(smtpPort, {
    from: '"Mara Lindqvist" <mara@post.example>',
    to: headerOf(raw, 'Reply-To') || headerOf(raw, 'From'),
    subject: 'Re: The left shoe is too small',
    inReplyTo: headerOf(raw, 'Message-ID'),
    references: `<${question}> ${headerOf(raw, 'Message-ID')}`,
    text: 'Wonderful, thank you!\n\nOn Mon, 5 Jan 2026 at 09:00, Ana wrote:\n> A matching pair leaves today.',
  })
  await thread.getByText('Wonderful, thank you!').waitFor()
  await page.getByText('Waiting on us').first().waitFor()
  const reply = thread.getByRole('article').filter({ hasText: 'Wonderful, thank you!' })
  await reply.getByRole('button', { name: 'Show quoted text and signature' }).click()
  await reply.getByText('> A matching pair leaves today.').waitFor()
  expect(await page.getByRole('list', { name: 'Issues' }).getByRole('listitem').count()).toBe(1)
  expect(await desk.server.api('GET', '/issues')).toMatchObject({ items: [{ subject: 'The left shoe is too small' }] })
  expect(desk.strayRequests).toEqual([])
})
