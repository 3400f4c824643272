import type { InboundRecord } from '@throughline/protocol/channels/inbound.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { sendRaw } from '../mail/send-mail.ts'
import { startSmtpSink, type SmtpSink } from '../mail/smtp-sink.ts'

let sink: SmtpSink
let app: TestApp
beforeAll(async () => {
  sink = await startSmtpSink()
  app = await startTestApp({ env: { SMTP_URL: `smtp://127.0.0.1:${sink.port}` } })
  const { items } = await app.api<{ items: { id: string; kind: string }[] }>('GET', '/channels')
  const acknowledgement = { enabled: true, text: 'We got your mail.' }
  const settings = { address: 'support@shop.example', authservIds: ['mx.shop.example'], acknowledgement }
  await app.api('PATCH', `/channels/${items.find(({ kind }) => kind === 'email')!.id}`, { settings })
})
afterAll(async () => {
  await app.stop()
  await sink.close()
})

const rule = [
  'X-MS-Exchange-Generated-Message-Source: Mailbox Rules Agent',
  'X-MS-Exchange-Inbox-Rules-Loop: old@shop.test',
]

const mails: [what: string, customer: string, subject: string, fields: string[], text: string][] = [
  [
    'a contact form',
    'otto.falk@mail.test',
    'New message from the contact form',
    ['From: Shop form <no-reply@shop.test>', 'Reply-To: otto.falk@mail.test', 'Auto-Submitted: auto-generated'],
    'Name: Otto Falk\nMessage: Do you ship to Gozo?',
  ],
  [
    'a form with a name of its own',
    'nina@mail.test',
    'Kontaktanfrage',
    ['From: Website <website@shop.test>', 'Reply-To: Nina <nina@mail.test>', 'Auto-Submitted: auto-generated'],
    'Liefern Sie nach Gozo?',
  ],
  [
    'a person who will be away, in German',
    'pia@mail.test',
    'Abwesenheit bei Lieferung',
    ['From: Pia <pia@mail.test>'],
    'Guten Tag, ich bin am Freitag nicht erreichbar. Bitte liefern Sie das Sofa erst am Montag.',
  ],
  [
    'a person who will be away, in English',
    'joan@mail.test',
    'I am away on Friday',
    ['From: Joan <joan@mail.test>'],
    'I am out of the office on Friday. Please deliver on Monday.',
  ],
  [
    'a person about our automatic reply',
    'max@mail.test',
    'Automatic reply does not help',
    ['From: Max <max@mail.test>'],
    'This is an automated message, it says. I want to talk to somebody.',
  ],
  [
    'a rule of Exchange',
    'sam@mail.test',
    'My heater leaks',
    ['From: Sam <sam@mail.test>', 'Auto-Submitted: auto-generated', ...rule],
    'My heater leaks since Monday.',
  ],
  [
    'a rule that passes on a mail of somebody who is away',
    'lou@mail.test',
    'Out of office on Friday',
    ['From: Lou <lou@mail.test>', 'Auto-Submitted: auto-generated', 'X-Auto-Response-Suppress: All', ...rule],
    'I am out of the office on Friday, so come on Monday.',
  ],
  [
    'a ticket system of a supplier',
    'tickets@vendor.test',
    'Your order 4711 is late',
    ['From: Vendor <tickets@vendor.test>', 'Auto-Submitted: auto-generated', 'X-Auto-Response-Suppress: All'],
    'We cannot deliver before May.',
  ],
]

test.each(mails)('%s opens an issue of %s', async (_what, customer, subject, fields, text) => {
  const head = [...fields, 'To: support@shop.example', `Subject: ${subject}`, `Message-ID: <1.${customer}>`]
  const type = 'Content-Type: text/plain; charset=utf-8'
  const raw = [...head, 'Date: Sat, 28 Feb 2026 10:00:00 +0000', type, '', text, ''].join('\r\n')
  // What an Exchange rule passes on comes without a return path.
  await sendRaw(app.smtpPort, fields.includes(rule[0]!) ? '' : 'bounce@mail.test', raw)
  const found = await app.api<{ items: { id: string }[] }>('GET', `/customers?query=${encodeURIComponent(customer)}`)
  expect(found.items).toHaveLength(1)
  const { items } = await app.api<{ items: Issue[] }>('GET', '/issues?limit=200')
  expect(items.filter(({ customerId }) => customerId === found.items[0]!.id)).toMatchObject([
    { subject, status: 'open' },
  ])
})

test('none of them was set aside, and an answer of a machine is, with the reason', async () => {
  const raw = 'From: Ana <ana@mail.test>\r\nSubject: Away\r\nAuto-Submitted: auto-replied\r\n\r\nI am away.\r\n'
  await sendRaw(app.smtpPort, '', raw)
  const { items } = await app.api<{ items: InboundRecord[] }>('GET', '/inbound')
  expect(items).toMatchObject([{ kind: 'auto-reply', sentence: expect.stringContaining('Auto-Submitted field') }])
})

test('a form’s author is not acknowledged, a person with an authenticated address is', async () => {
  const proof = 'Authentication-Results: mx.shop.example; dmarc=pass header.from=mail.test\r\n'
  const mail = (from: string, fields: string) =>
    `${proof}From: ${from}\r\n${fields}Subject: Question of ${from}\r\nDate: Sat, 28 Feb 2026 10:00:00 +0000\r\n\r\nHello?\r\n`
  await sendRaw(app.smtpPort, 'robot@mail.test', mail('robot@mail.test', 'Auto-Submitted: auto-generated\r\n'))
  await sendRaw(app.smtpPort, 'eva@mail.test', mail('eva@mail.test', ''))
  const sentTo = (address: string) => sink.mails.filter(({ to }) => to.includes(address))
  await expect.poll(() => sentTo('eva@mail.test').length, { timeout: 15_000 }).toBe(1)
  expect(sentTo('robot@mail.test')).toEqual([])
})
