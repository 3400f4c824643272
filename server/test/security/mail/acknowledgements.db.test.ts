import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { Customer } from '@throughline/protocol/customers/customers.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../app.ts'
import { openSmtp, type SmtpClient } from '../../mail/smtp-client.ts'
import { startSmtpSink, type SmtpSink } from '../../mail/smtp-sink.ts'

// A channel that answers each new issue by itself is a way to have it write to others: the sender of a mail chooses
// its From. The answers that a forger wants are counted where they would arrive.

let sink: SmtpSink
let app: TestApp
let smtp: SmtpClient
let channelId: string
let count = 0
beforeAll(async () => {
  sink = await startSmtpSink()
  app = await startTestApp({ env: { SMTP_URL: `smtp://127.0.0.1:${sink.port}` } })
  const settings = {
    address: 'help@shop.test',
    authservIds: ['mx.shop.test'],
    formSenders: ['form@shop.test'],
    acknowledgement: { enabled: true, text: 'We have your mail.' },
  }
  channelId = (await app.api<Channel>('POST', '/channels', { kind: 'email', name: 'Help', settings })).id
  smtp = await openSmtp(app.smtpPort)
})
afterAll(async () => {
  smtp.cut()
  await app.stop()
  await sink.close()
})

async function send(from: string, { header = '', isReal = false } = {}): Promise<void> {
  const number = ++count
  const verdict = isReal ? `Authentication-Results: mx.shop.test; dmarc=pass header.from=${from.split('@')[1]}\r\n` : ''
  const raw = `${verdict}From: ${from}\r\n${header}Subject: Matter ${number}\r\nMessage-ID: <${number}@a.test>\r\n\r\nHello ${number}\r\n`
  expect(await smtp.mail({ from: 'x@evil.test', to: ['help@shop.test'] }, raw)).toMatch(/^250/)
}
const answersTo = (address: string) =>
  sink.mails.filter(({ to, raw }) => to.includes(address) && raw.includes('We have your mail.')).length

/** What was owed before is written by the time that a later mail, which may be answered, has its answer. */
async function untilAnswered(): Promise<void> {
  const address = `real${++count}@honest.test`
  await send(address, { isReal: true })
  await expect.poll(() => answersTo(address), { timeout: 30_000 }).toBe(1)
}

async function writtenTo(address: string): Promise<void> {
  const customer = await app.api<Customer>('POST', '/customers', { identities: [{ kind: 'email', value: address }] })
  await app.api('POST', `/customers/${customer.id}/entries`, { kind: 'message', text: 'Dear you', channelId })
}

test('a sender who is not authenticated gets no automatic answer, and neither does an address in Reply-To', async () => {
  await send('victim@bank.test')
  await send('form@shop.test', { header: 'Reply-To: reply@bank.test\r\n' })
  await send('noreply@forms.test', { header: 'Reply-To: form@bank.test\r\n', isReal: true })
  await untilAnswered()
  expect(['victim@bank.test', 'reply@bank.test', 'form@bank.test'].map(answersTo)).toEqual([0, 0, 0])
})

test('no-reply addresses get no automatic answer, even when authenticated', async () => {
  const machines = ['orders-noreply', 'do.not.reply', 'bitte-nicht-antworten', 'alerts', 'mailer-daemon', 'noreply']
  const addresses = machines.map((local) => `${local}@machines.test`)
  for (const address of addresses) await send(address, { isReal: true, header: 'Reply-To: help@shop.test\r\n' })
  await untilAnswered()
  expect(addresses.map(answersTo)).toEqual(addresses.map(() => 0))
})

test('forged mail of many people to whom we have written brings their domain sixty answers an hour and no more', async () => {
  const addresses = Array.from({ length: 66 }, (_, i) => `person${i}@bank.test`)
  await Promise.all(addresses.map(writtenTo))
  await expect.poll(() => sink.mails.filter(({ raw }) => raw.includes('Dear you')).length, { timeout: 30_000 }).toBe(66)
  // Each is acknowledged in a new issue of its own, so each forged mail opens another one.
  for (const address of addresses) await send(address)
  await untilAnswered()
  const answered = addresses.map(answersTo).reduce((sum, each) => sum + each, 0)
  expect(answered).toBeGreaterThan(0)
  expect(answered).toBeLessThanOrEqual(60)
}, 120_000)
