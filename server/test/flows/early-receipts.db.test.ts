import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { InboundRecord } from '@throughline/protocol/channels/inbound.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { deliveryReport } from '../mail/delivery-report.ts'
import { sendMail, sendRaw } from '../mail/send-mail.ts'
import { startSmtpSink, type SmtpSink } from '../mail/smtp-sink.ts'

// What a provider says of a message may come before we have written down that it left: it is kept, and counts then.
const polled = { timeout: 15_000 }
let sink: SmtpSink
let app: TestApp
const stops = new AsyncDisposableStack()
beforeAll(async () => {
  sink = await startSmtpSink()
  stops.defer(() => sink.close())
  app = stops.use(await startTestApp({ env: { SMTP_URL: `smtp://127.0.0.1:${sink.port}` } }))
})
afterAll(() => stops.disposeAsync())
beforeEach(() => {
  sink.answerMail = () => undefined
})

type Report = Pick<Parameters<typeof deliveryReport>[0], 'action' | 'status' | 'said' | 'id'>

let count = 0
const stateOf = async (id: string) => (await app.api<Entry>('GET', `/entries/${id}`)).delivery?.state
const becomes = (id: string, state: string) => expect.poll(() => stateOf(id), polled).toBe(state)
const kept = async () => (await app.api<{ items: InboundRecord[] }>('GET', '/inbound')).items
const comesBack = (address: string, messageId: string, report: Report = {}) =>
  sendRaw(app.smtpPort, '', deliveryReport({ messageId, recipient: address, ...report }))

/** Answers somebody's question; while the next server has our mail and has not said that it takes it, `meanwhile` happens. */
async function answered(
  meanwhile: (mail: { address: string; messageId: string; entryId: string }) => Promise<void>,
): Promise<{ entryId: string; address: string; messageId: string; issue: Issue }> {
  const address = `customer-${++count}@mail.example`
  await sendMail(app.smtpPort, { from: address, subject: `Question ${count}`, text: 'Where is it?' })
  const { items } = await app.api<{ items: Customer[] }>('GET', `/customers?query=${address}`)
  const { items: issues } = await app.api<{ items: Issue[] }>('GET', `/issues?customerId=${items[0]!.id}`)
  const handed = Promise.withResolvers<string>()
  const taken = Promise.withResolvers<undefined>()
  sink.answerMail = ({ raw }) => {
    handed.resolve(/^Message-ID: (.*?)\r$/im.exec(raw)![1]!)
    return taken.promise
  }
  const about = { kind: 'message', text: 'On its way.', issueId: issues[0]!.id }
  const { id: entryId } = await app.api<Entry>('POST', `/customers/${items[0]!.id}/entries`, about)
  const messageId = await handed.promise
  expect(await stateOf(entryId)).toBe('sending')
  await meanwhile({ address, messageId, entryId })
  expect(await stateOf(entryId)).toBe('sending')
  taken.resolve(undefined)
  return { entryId, address, messageId, issue: issues[0]! }
}

test('a bounce that comes before the sending is written down counts when it is, and gives the issue back to us', async () => {
  const { entryId, issue } = await answered(async ({ address, messageId }) => {
    await comesBack(address, messageId)
    expect(await kept()).toMatchObject([{ kind: 'bounce', state: 'set_aside' }])
  })
  await becomes(entryId, 'failed')
  await expect.poll(kept, polled).toEqual([])
  expect((await app.api<Issue>('GET', `/issues/${issue.id}`)).status).toBe('waiting_on_us')
  const { delivery } = await app.api<Entry>('GET', `/entries/${entryId}`)
  expect(delivery?.error?.message).toContain('550 5.1.1 user unknown')
})

test('so does a report that it was delivered', async () => {
  const { entryId } = await answered(async ({ address, messageId }) => {
    await comesBack(address, messageId, { action: 'delivered', status: '2.0.0' })
    expect(await kept()).toMatchObject([{ kind: 'receipt', state: 'set_aside' }])
  })
  await becomes(entryId, 'delivered')
  await expect.poll(kept, polled).toEqual([])
})

test('of several, each counts, in the order in which they came', async () => {
  const { entryId } = await answered(async ({ address, messageId }) => {
    await comesBack(address, messageId, { action: 'delayed', status: '4.4.1', said: '451 4.4.1 greylisted' })
    await comesBack(address, messageId, { action: 'delivered', status: '2.0.0' })
  })
  await becomes(entryId, 'delivered')
  await expect.poll(kept, polled).toEqual([])
  expect((await app.api<Entry>('GET', `/entries/${entryId}`)).delivery?.error).toBeUndefined()
})

test('one that is delivered to us again afterwards changes nothing, and is kept once', async () => {
  const report = { action: 'delivered', status: '2.0.0' } as const
  const { entryId, address, messageId } = await answered(async (mail) => {
    await comesBack(mail.address, mail.messageId, report)
    await comesBack(mail.address, mail.messageId, report)
    expect(await kept()).toHaveLength(1)
  })
  await becomes(entryId, 'delivered')
  await expect.poll(kept, polled).toEqual([])
  await comesBack(address, messageId, report)
  expect(await stateOf(entryId)).toBe('delivered')
  expect(await kept()).toEqual([])
})

test('what was kept before this version is mended by the same report once more', async () => {
  const report = { action: 'delivered', status: '2.0.0' } as const
  const { entryId, address, messageId } = await answered(async (mail) => {
    await comesBack(mail.address, mail.messageId, report)
    // As an older version left it.
    await app.database.pool.query('delete from early_events')
  })
  await becomes(entryId, 'sent')
  await comesBack(address, messageId, report)
  expect(await stateOf(entryId)).toBe('delivered')
  expect(await kept()).toEqual([])
})

test('a report about a message that never leaves stays where people see it', async () => {
  await comesBack('somebody@mail.example', '<never@shop.example>')
  expect(await kept()).toMatchObject([{ kind: 'bounce', state: 'set_aside', preview: { subject: expect.anything() } }])
  const waiting = await app.database.pool.query('select about from early_events')
  expect(waiting.rows).toHaveLength(1)
})
