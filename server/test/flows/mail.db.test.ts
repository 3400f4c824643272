import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import PostalMime from 'postal-mime'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { sendMail, sendRaw } from '../mail/send-mail.ts'
import { startSmtpSink, type SmtpSink } from '../mail/smtp-sink.ts'

let sink: SmtpSink
let app: TestApp
beforeAll(async () => {
  sink = await startSmtpSink()
  app = await startTestApp({ env: { SMTP_URL: `smtp://127.0.0.1:${sink.port}` } })
})
afterAll(async () => {
  await app.stop()
  await sink.close()
})

async function customerOf(address: string): Promise<Customer> {
  const { items } = await app.api<{ items: { id: string }[] }>('GET', `/customers?query=${encodeURIComponent(address)}`)
  return app.api('GET', `/customers/${items[0]!.id}`)
}
async function threadOf(address: string): Promise<Entry[]> {
  const { id } = await customerOf(address)
  return (await app.api<{ items: Entry[] }>('GET', `/customers/${id}/thread?limit=200`)).items
}
const sentTo = (address: string) => sink.mails.filter((mail) => mail.to.includes(address))

test('a mail is answered by SMTP in its own thread, and the answer to that comes back to the same issue', async () => {
  const asked = await sendMail(app.smtpPort, {
    from: 'Ines García <ines@example.com>',
    subject: 'Broken kettle',
    text: 'It leaks.\n\n-- \nInes',
  })
  const [question] = await threadOf('ines@example.com')
  expect(question).toMatchObject({
    direction: 'in',
    content: { type: 'email', subject: 'Broken kettle', messageId: asked },
  })

  await app.api('POST', `/customers/${question!.customerId}/entries`, { kind: 'message', text: 'We send a new one.' })
  await expect.poll(() => sentTo('ines@example.com').length, { timeout: 15_000 }).toBe(1)
  const answer = await PostalMime.parse(sentTo('ines@example.com')[0]!.raw)
  expect(answer).toMatchObject({ subject: 'Re: Broken kettle', inReplyTo: `<${asked}>`, references: `<${asked}>` })
  expect(answer.text).toContain('We send a new one.')
  await expect.poll(async () => (await threadOf('ines@example.com'))[1]?.delivery?.state).toBe('sent')

  await sendMail(app.smtpPort, {
    from: 'Ines García <ines@example.com>',
    to: answer.replyTo?.[0]?.address ?? answer.from!.address!,
    subject: 'AW: whatever',
    inReplyTo: answer.messageId!,
    references: [asked, answer.messageId!],
    text: 'Thank you!',
  })
  const thread = await threadOf('ines@example.com')
  expect(thread.map((entry) => entry.issueId)).toEqual(Array(3).fill(question!.issueId))
  expect(thread[2]!.threading.reason).toMatch(/reply_address|reference/)
  expect(await app.api<Issue>('GET', `/issues/${question!.issueId}`)).toMatchObject({ status: 'waiting_on_us' })
})

test('nobody joins a thread by quoting what was not sent to them', async () => {
  const asked = await sendMail(app.smtpPort, {
    from: 'joe@example.com',
    subject: 'Secret order 991',
    text: 'Please help.',
  })
  const [question] = await threadOf('joe@example.com')
  await app.api('POST', `/customers/${question!.customerId}/entries`, { kind: 'message', text: 'Your code is 1234.' })
  await expect.poll(() => sentTo('joe@example.com').length, { timeout: 15_000 }).toBe(1)
  const answer = await PostalMime.parse(sentTo('joe@example.com')[0]!.raw)
  await sendMail(app.smtpPort, {
    from: 'mallory@example.com',
    to: answer.replyTo?.[0]?.address ?? 'support@shop.example',
    subject: 'Re: Secret order 991',
    inReplyTo: answer.messageId!,
    references: [asked, answer.messageId!],
    text: 'What was the code again?',
  })
  const [strange] = await threadOf('mallory@example.com')
  expect(strange!.issueId).not.toBe(question!.issueId)
  expect(strange!.customerId).not.toBe(question!.customerId)
  // That somebody else answered is noted on it a moment later.
  const messages = (await threadOf('joe@example.com')).filter(({ kind }) => kind === 'message')
  expect(messages.map((entry) => entry.text.trim())).toEqual(['Please help.', 'Your code is 1234.'])
})

test('a hard bounce marks the delivery and the address, opens nothing, and the next mail from there clears it', async () => {
  await sendMail(app.smtpPort, { from: 'kim@example.com', subject: 'Hello', text: 'One question.' })
  const [question] = await threadOf('kim@example.com')
  await app.api('POST', `/customers/${question!.customerId}/entries`, { kind: 'message', text: 'Yes?' })
  await expect.poll(() => sentTo('kim@example.com').length, { timeout: 15_000 }).toBe(1)
  const { messageId } = await PostalMime.parse(sentTo('kim@example.com')[0]!.raw)
  await expect.poll(async () => (await threadOf('kim@example.com'))[1]?.delivery?.state).toBe('sent')
  const issuesBefore = (await app.api<{ items: Issue[] }>('GET', '/issues?limit=200')).items.length
  const bounce = [
    'From: MAILER-DAEMON@mx.example',
    'To: support@shop.example',
    'Subject: Undelivered Mail Returned to Sender',
    'Message-ID: <bounce-1@mx.example>',
    'Auto-Submitted: auto-replied',
    'MIME-Version: 1.0',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=b',
    '',
    '--b',
    'Content-Type: text/plain',
    '',
    '<kim@example.com>: 550 5.1.1 user unknown',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    '',
    'Final-Recipient: rfc822; kim@example.com',
    'Action: failed',
    'Status: 5.1.1',
    'Diagnostic-Code: smtp; 550 5.1.1 user unknown',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${messageId}`,
    'To: kim@example.com',
    '--b--',
    '',
  ].join('\r\n')
  await sendRaw(app.smtpPort, '', bounce)
  const [, answer] = await threadOf('kim@example.com')
  expect(answer!.delivery).toMatchObject({ state: 'failed' })
  expect((await customerOf('kim@example.com')).identities[0]!.undeliverable).not.toBeNull()
  const refused = await app.request('POST', `/customers/${question!.customerId}/entries`, {
    kind: 'message',
    text: 'Hello?',
  })
  expect(refused.status).toBe(422)
  expect((await app.api<{ items: Issue[] }>('GET', '/issues?limit=200')).items).toHaveLength(issuesBefore)

  await sendMail(app.smtpPort, { from: 'kim@example.com', subject: 'Back again', text: 'My mailbox works again.' })
  expect((await customerOf('kim@example.com')).identities[0]!.undeliverable).toBeNull()
})

test('a mail that cannot be recorded is kept raw, visible, and can be replayed once what was wrong is mended', async () => {
  const { pool } = app.database
  await pool.query(`create function refuse() returns trigger language plpgsql as $$ begin
    raise exception 'no room for leeks'; end $$`)
  await pool.query(`create trigger refuse before insert on entries for each row
    when (new.text like '%leeks%') execute function refuse()`)
  await sendMail(app.smtpPort, { from: 'lou@example.com', subject: 'Vegetables', text: 'Where are my leeks?' })
  const kept = await app.api<{ items: { id: string; sentence: string; hasRaw: boolean }[] }>(
    'GET',
    '/inbound?state=failed',
  )
  expect(kept.items).toMatchObject([{ sentence: 'It could not be recorded: no room for leeks', hasRaw: true }])

  await pool.query('drop trigger refuse on entries')
  const replayed = await app.api<{ state: string }>('POST', `/inbound/${kept.items[0]!.id}/replay`)
  expect(replayed.state).toBe('accepted')
  expect((await threadOf('lou@example.com')).map((entry) => entry.text.trim())).toEqual(['Where are my leeks?'])
  const again = await app.request('POST', `/inbound/${kept.items[0]!.id}/replay`)
  expect(again.status).toBe(409)
})

test('a mail without From or Message-ID still arrives, and two such mails of strangers stay apart', async () => {
  await sendRaw(app.smtpPort, 'pat@example.com', 'Subject: no from\r\n\r\nFirst words.\r\n')
  await sendRaw(app.smtpPort, 'quinn@example.com', 'Subject: no from\r\n\r\nOther words.\r\n')
  const { items } = await app.api<{ items: Issue[] }>('GET', '/issues?limit=200')
  const found = items.filter((issue) => issue.subject === 'no from')
  expect(found).toHaveLength(2)
  expect(new Set(found.map((issue) => issue.customerId)).size).toBe(2)
})

test('an automatic answer is sent once per issue, never to a machine, and the brake stops a loop', async () => {
  const { items } = await app.api<{ items: { id: string; kind: string }[] }>('GET', '/channels')
  const email = items.find((channel) => channel.kind === 'email')!
  await app.api('PATCH', `/channels/${email.id}`, {
    settings: {
      address: 'support@shop.example',
      authservIds: ['mx.shop.example'],
      acknowledgement: { enabled: true, text: 'We got your mail.' },
    },
  })
  for (let i = 0; i < 12; i++) {
    await sendMail(app.smtpPort, {
      from: 'rosa@example.com',
      subject: `Matter ${'abcdefghijkl'[i]} ${i * 7919}`,
      text: `Matter number ${i * 7919}.`,
      headers: { 'Authentication-Results': 'mx.shop.example; dmarc=pass header.from=example.com' },
    })
  }
  await sendMail(app.smtpPort, {
    from: 'robot@example.com',
    subject: 'Ticket created',
    text: 'Do not answer.',
    headers: { 'Auto-Submitted': 'auto-generated' },
  })
  await expect.poll(() => sentTo('rosa@example.com').length, { timeout: 20_000 }).toBe(10)
  const answers = await Promise.all(sentTo('rosa@example.com').map((mail) => PostalMime.parse(mail.raw)))
  expect(new Set(answers.map((mail) => mail.messageId)).size).toBe(10)
  expect(answers[0]!.headers.find((header) => header.key === 'auto-submitted')?.value).toBe('auto-replied')
  expect(sentTo('robot@example.com')).toEqual([])
})
