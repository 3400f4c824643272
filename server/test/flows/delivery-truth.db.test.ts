import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { hourMs } from '../../src/lib/clock.ts'
import { startTestApp, type TestApp } from '../app.ts'
import { colleague, type Colleague } from '../colleague.ts'
import { deliveryReport } from '../mail/delivery-report.ts'
import { sendMail, sendRaw } from '../mail/send-mail.ts'
import { startSmtpSink, type SmtpSink } from '../mail/smtp-sink.ts'

/** What becomes of an answer is said truly, and one that did not arrive is ours to look after again. */
const publicOrigin = 'http://localhost:3000'
const polled = { timeout: 15_000 }
let sink: SmtpSink
let app: TestApp
let ben: Colleague
const stops = new AsyncDisposableStack()
beforeAll(async () => {
  sink = await startSmtpSink()
  stops.defer(() => sink.close())
  app = stops.use(await startTestApp({ env: { SMTP_URL: `smtp://127.0.0.1:${sink.port}`, PUBLIC_URL: publicOrigin } }))
  ben = await colleague(app, publicOrigin, 'Ben')
})
afterAll(() => stops.disposeAsync())
beforeEach(() => {
  sink.answer = () => undefined
  sink.answerMail = () => undefined
})

let count = 0

/** A customer who has written, with an issue that is Ben's. */
async function asked(owner: string | null = ben.id): Promise<{ address: string; issue: Issue }> {
  const address = `customer-${++count}@mail.example`
  await sendMail(app.smtpPort, { from: address, subject: `Question ${count}`, text: 'Where is it?' })
  const { items } = await app.api<{ items: Customer[] }>('GET', `/customers?query=${address}`)
  const { items: issues } = await app.api<{ items: Issue[] }>('GET', `/issues?customerId=${items[0]!.id}`)
  if (owner !== null) await app.api('POST', `/issues/${issues[0]!.id}/assignment`, { ownerId: owner })
  return { address, issue: issues[0]! }
}

const write = ({ customerId, id }: Issue, cc: string[] = []): Promise<Entry> =>
  app.api('POST', `/customers/${customerId}/entries`, {
    kind: 'message',
    text: 'On its way.',
    issueId: id,
    ...(cc.length > 0 ? { content: { cc } } : {}),
  })
const entryNow = ({ id }: Entry): Promise<Entry> => app.api('GET', `/entries/${id}`)
const becomes = (entry: Entry, state: string) =>
  expect.poll(async () => (await entryNow(entry)).delivery?.state, polled).toBe(state)
const statusOf = async ({ id }: Issue) => (await app.api<Issue>('GET', `/issues/${id}`)).status
const toldOf = async ({ id }: Issue, who = ben) =>
  (await who.told()).filter(({ kind, issue }) => kind === 'not_delivered' && issue?.id === id)

/** An answer that the next server took. */
async function answered(issue: Issue, cc: string[] = []): Promise<{ entry: Entry; messageId: string }> {
  const before = sink.mails.length
  const entry = await write(issue, cc)
  await becomes(entry, 'sent')
  expect(sink.mails).toHaveLength(before + 1)
  return { entry, messageId: /^Message-ID: (.*?)\r$/im.exec(sink.mails.at(-1)!.raw)![1]! }
}
const comesBack = (report: Parameters<typeof deliveryReport>[0]) => sendRaw(app.smtpPort, '', deliveryReport(report))

const ways: [string, (issue: Issue) => Promise<unknown>][] = [
  ['waits for the customer', async () => {}],
  ['was closed with it', (issue) => app.api('POST', `/issues/${issue.id}/closure`)],
  [
    'was snoozed with it',
    ({ id }) => app.api('POST', `/issues/${id}/snooze`, { until: new Date(Date.now() + 24 * hourMs).toISOString() }),
  ],
]
test.each(ways)(
  'an answer that bounces gives the issue back to us when it %s, and its owner is told',
  async (_, then) => {
    const { address, issue } = await asked()
    const { entry, messageId } = await answered(issue)
    await then(issue)
    expect(await statusOf(issue)).not.toBe('waiting_on_us')
    await comesBack({ messageId, recipient: address })
    expect((await entryNow(entry)).delivery).toMatchObject({ state: 'failed', error: { code: '5.1.1' } })
    expect(await statusOf(issue)).toBe('waiting_on_us')
    await expect.poll(() => toldOf(issue), polled).toMatchObject([{ entryId: entry.id, text: 'On its way.' }])
    // Told once, also when the report comes again.
    await comesBack({ messageId, recipient: address })
    await comesBack({ messageId, recipient: address, id: 'another-report' })
    await comesBack({ messageId: 'not-ours@mail.example', recipient: address, id: `of nothing ${count}` })
    expect(await toldOf(issue)).toHaveLength(1)
  },
)

test('a copy that bounces is told on its answer, and makes nothing of the customer’s address', async () => {
  const { address, issue } = await asked()
  const { entry, messageId } = await answered(issue, ['bert@firm.example', 'cora@firm.example'])
  await comesBack({ messageId, recipient: 'Bert@firm.example' })
  const { delivery } = await entryNow(entry)
  expect(delivery).toMatchObject({
    state: 'sent',
    failedCopies: [{ address: 'bert@firm.example', code: '5.1.1', message: expect.stringContaining('user unknown') }],
  })
  expect(await statusOf(issue)).toBe('waiting_on_us')
  await expect.poll(() => toldOf(issue), polled).toHaveLength(1)
  const customer = await app.api<Customer>('GET', `/customers/${issue.customerId}`)
  expect(customer.identities.find(({ value }) => value === address)!.undeliverable).toBeNull()
  await comesBack({ messageId, recipient: 'cora@firm.example' })
  expect((await entryNow(entry)).delivery!.failedCopies!.map((copy) => copy.address)).toEqual([
    'bert@firm.example',
    'cora@firm.example',
  ])
})

test('a report about an address that we did not write to is about the one recipient that there is', async () => {
  const { issue } = await asked()
  const { entry, messageId } = await answered(issue)
  await comesBack({ messageId, recipient: 'forwarded-to@elsewhere.example' })
  expect((await entryNow(entry)).delivery).toMatchObject({ state: 'failed' })
  expect(await statusOf(issue)).toBe('waiting_on_us')
  const customer = await app.api<Customer>('GET', `/customers/${issue.customerId}`)
  expect(customer.identities[0]!.undeliverable).toBeNull()
})

const refusals: [string, (sink: SmtpSink) => void][] = [
  [
    'its recipient',
    (peer) => (peer.answer = (line) => (line.startsWith('RCPT') ? '550 5.1.1 no such user' : undefined)),
  ],
  ['its content', (peer) => (peer.answerMail = () => '554 5.7.1 we do not like it')],
  [
    'its recipient for a reason of theirs',
    (peer) => (peer.answer = (line) => (line.startsWith('RCPT') ? '553 5.7.1 go away' : undefined)),
  ],
]
test.each(refusals)('an answer that the mail server refuses for %s is ours again', async (_, refuse) => {
  const { issue } = await asked()
  refuse(sink)
  const entry = await write(issue)
  await becomes(entry, 'failed')
  expect(await statusOf(issue)).toBe('waiting_on_us')
  await expect.poll(() => toldOf(issue), polled).toHaveLength(1)
})

test('a copy that the mail server refuses is told on the answer, which was sent', async () => {
  const { issue } = await asked()
  sink.answer = (line) => (line.startsWith('RCPT TO:<bert@') ? '550 5.1.1 no bert' : undefined)
  const entry = await write(issue, ['bert@firm.example'])
  await becomes(entry, 'sent')
  expect((await entryNow(entry)).delivery!.failedCopies).toMatchObject([
    { address: 'bert@firm.example', message: expect.stringContaining('no bert') },
  ])
  expect(await statusOf(issue)).toBe('waiting_on_us')
  await expect.poll(() => toldOf(issue), polled).toHaveLength(1)
})

test('where nobody owns the issue its team is told, and not the others', async () => {
  const cora = await colleague(app, publicOrigin, 'Cora')
  const team = await app.api<{ id: string }>('POST', '/teams', { name: 'Returns', memberIds: [cora.id] })
  const { address, issue } = await asked(null)
  await app.api('POST', `/issues/${issue.id}/assignment`, { teamId: team.id })
  const { messageId } = await answered(issue)
  await comesBack({ messageId, recipient: address })
  await expect.poll(() => toldOf(issue, cora), polled).toHaveLength(1)
  expect(await toldOf(issue)).toEqual([])
})

test('what is delayed is said and changes nothing, what is delivered is said, and what fails after all is ours', async () => {
  const { address, issue } = await asked()
  const { entry, messageId } = await answered(issue)
  const reports = { messageId, recipient: address }
  await comesBack({ ...reports, action: 'delayed', status: '4.4.1', said: '451 4.4.1 not reached for 4 hours' })
  expect((await entryNow(entry)).delivery).toMatchObject({
    state: 'sent',
    error: { code: 'delayed', message: expect.stringContaining('not reached for 4 hours') },
  })
  expect(await statusOf(issue)).toBe('waiting_on_customer')
  await comesBack({ ...reports, action: 'delivered', status: '2.0.0', said: '250 2.0.0 ok' })
  const { delivery } = await entryNow(entry)
  expect(delivery).toMatchObject({ state: 'delivered' })
  expect(delivery!.error).toBeUndefined()
  expect(await statusOf(issue)).toBe('waiting_on_customer')
  expect(await toldOf(issue)).toEqual([])
  await comesBack({ ...reports, said: '550 5.2.1 mailbox disabled', status: '5.2.1' })
  expect(await statusOf(issue)).toBe('waiting_on_us')
})

test('an issue that is ours already stays as it is, and its owner is told all the same', async () => {
  const { address, issue } = await asked()
  const { messageId } = await answered(issue)
  await sendMail(app.smtpPort, {
    from: address,
    subject: `Re: Question ${count}`,
    text: 'Hello?',
    inReplyTo: messageId,
  })
  const { reopenCount } = await app.api<Issue>('GET', `/issues/${issue.id}`)
  await comesBack({ messageId, recipient: address })
  expect(await app.api<Issue>('GET', `/issues/${issue.id}`)).toMatchObject({ status: 'waiting_on_us', reopenCount })
  await expect.poll(() => toldOf(issue), polled).toHaveLength(1)
})

test('as long as the server lets nothing leave, the channel says so and since when; once something leaves, it does not', async () => {
  const { issue } = await asked()
  const sending = async () => (await app.api<{ items: Channel[] }>('GET', '/channels')).items[0]!.sending
  expect(await sending()).toMatchObject({ state: 'sends', since: null })
  sink.answer = (line) => (line.startsWith('MAIL') ? '530 5.7.0 sign in first' : undefined)
  const entry = await write(issue)
  await expect.poll(async () => (await sending()).state, polled).toBe('failing')
  expect(await sending()).toMatchObject({
    sentence: expect.stringContaining('sign in first'),
    since: expect.any(String),
  })
  sink.answer = () => undefined
  await app.api('POST', `/entries/${entry.id}/sending`, {})
  await becomes(entry, 'sent')
  await expect.poll(async () => (await sending()).state, polled).toBe('sends')
})
