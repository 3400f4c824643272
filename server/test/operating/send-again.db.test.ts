import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import PostalMime from 'postal-mime'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { startSmtpSink, type SmtpSink } from '../mail/smtp-sink.ts'

let sink: SmtpSink
let app: TestApp
beforeAll(async () => {
  sink = await startSmtpSink()
  app = await startTestApp({ env: { SMTP_URL: `smtp://127.0.0.1:${sink.port}` } })
  const { items } = await app.api<{ items: { id: string }[] }>('GET', '/channels')
  const settings = { address: 'support@shop.example' }
  await app.api('PATCH', `/channels/${items[0]!.id}`, { settings })
})
afterEach(() => {
  sink.answer = () => undefined
  sink.answerMail = () => undefined
})
afterAll(async () => {
  await app.stop()
  await sink.close()
})

const polled = { timeout: 15_000 }
async function write(address: string, holdSeconds?: number): Promise<Entry> {
  const identities = [{ kind: 'email', value: address }]
  const customer = await app.api<Customer>('POST', '/customers', { identities })
  const message = { kind: 'message', text: `Dear ${address}`, ...(holdSeconds ? { holdSeconds } : {}) }
  return app.api('POST', `/customers/${customer.id}/entries`, message)
}
const deliveryOf = async ({ id }: Entry) => (await app.api<Entry>('GET', `/entries/${id}`)).delivery!
const becomes = (entry: Entry, delivery: Record<string, unknown>) =>
  expect.poll(() => deliveryOf(entry), polled).toMatchObject(delivery)
const again = (entry: Pick<Entry, 'id'>): Promise<Response> => app.request('POST', `/entries/${entry.id}/sending`, {})
const mailsTo = (address: string) => sink.mails.filter(({ to }) => to.includes(address))

test('a message that was refused for good is sent again: the same entry, the same Message-ID, and a new outcome', async () => {
  const offered: string[] = []
  sink.answerMail = ({ raw }) => {
    offered.push(raw)
    return offered.length === 1 ? '554 5.7.1 looks like spam' : undefined
  }
  const entry = await write('ana@failed.example')
  await becomes(entry, { state: 'failed', attempts: 1 })

  const answer = await again(entry)
  expect(answer.status).toBe(200)
  expect(await answer.json()).toMatchObject({ id: entry.id, seq: entry.seq })
  await becomes(entry, { state: 'sent', attempts: 2 })
  expect((await deliveryOf(entry)).error).toBeUndefined()
  expect(mailsTo('ana@failed.example')).toHaveLength(1)
  const [first, second] = await Promise.all(offered.map((raw) => PostalMime.parse(raw)))
  expect(first!.messageId).toMatch(/^<.+>$/)
  expect(second!.messageId).toBe(first!.messageId)
  expect(offered[1]).toBe(offered[0])

  const { items } = await app.api<{ items: unknown[] }>('GET', '/audit?limit=50')
  const record = { action: 'entry.sent_again', subject: { kind: 'entry', id: entry.id }, details: { state: 'failed' } }
  expect(items).toContainEqual(expect.objectContaining({ ...record, details: expect.objectContaining(record.details) }))
})

test('a resent message that fails has failed again, with the new reason', async () => {
  sink.answer = (line) => (/RCPT.*gone\.example/.test(line) ? '550 5.1.1 no such user' : undefined)
  const entry = await write('ana@gone.example')
  await becomes(entry, { state: 'failed', attempts: 1 })
  sink.answer = (line) => (/RCPT.*gone\.example/.test(line) ? '550 5.7.1 policy' : undefined)
  expect((await again(entry)).status).toBe(200)
  await becomes(entry, { state: 'failed', attempts: 2, error: { code: '550 5.7.1' } })
})

test('a message that waits for its next attempt is tried at once, and waits on when that fails', async () => {
  sink.answer = (line) => (/RCPT.*later\.example/.test(line) ? '450 4.3.2 not now' : undefined)
  const entry = await write('ana@later.example')
  await becomes(entry, { state: 'queued', attempts: 1, nextAttemptAt: expect.any(String) })
  expect((await again(entry)).status).toBe(200)
  await becomes(entry, { state: 'queued', attempts: 2, nextAttemptAt: expect.any(String) })
  sink.answer = () => undefined
  expect((await again(entry)).status).toBe(200)
  await becomes(entry, { state: 'sent', attempts: 3 })
})

test('when many people resend the same message at once it is sent once', async () => {
  sink.answer = (line) => (/RCPT.*crowd\.example/.test(line) ? '550 5.7.1 no' : undefined)
  const entry = await write('ana@crowd.example')
  await becomes(entry, { state: 'failed' })
  sink.answer = () => undefined
  const answers = await Promise.all(Array.from({ length: 10 }, () => again(entry)))
  for (const { status } of answers) expect([200, 409]).toContain(status)
  expect(answers.map(({ status }) => status)).toContain(200)
  await becomes(entry, { state: 'sent', attempts: 2 })
  // A later message to the same address comes after all that was asked before it.
  await app.api('POST', `/customers/${entry.customerId}/entries`, { kind: 'message', text: 'The next one.' })
  await expect.poll(() => mailsTo('ana@crowd.example').length, polled).toBe(2)
  const mails = await Promise.all(mailsTo('ana@crowd.example').map(({ raw }) => PostalMime.parse(raw)))
  expect(mails.map(({ text }) => text?.split('\n')[0])).toEqual(['Dear ana@crowd.example', 'The next one.'])
})

test('what was sent, is held, was taken back or is no message is not sent again', async () => {
  const sent = await write('ana@sent.example')
  await becomes(sent, { state: 'sent' })
  const held = await write('ana@held.example', 60)
  const taken = await write('ana@taken.example', 60)
  await app.api('POST', `/entries/${taken.id}/recall`, {})
  const note = await app.api<Entry>('POST', `/customers/${sent.customerId}/entries`, { kind: 'note', text: 'Hm.' })
  for (const entry of [sent, held, taken, note]) expect((await again(entry)).status).toBe(409)
  expect((await again({ id: '01941f29-7c00-7aaa-8bbb-0123456789ab' })).status).toBe(404)
  expect(await deliveryOf(taken)).toMatchObject({ state: 'refused', error: { code: 'taken_back' } })
  expect(mailsTo('ana@sent.example')).toHaveLength(1)
})
