import type { ServerMessage } from '@throughline/protocol/realtime/realtime.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { untranslated } from '@throughline/protocol/words.ts'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { ChannelError, type SendReceipt } from '../../src/channels/contract.ts'
import { startTestApp, type TestApp } from '../app.ts'
import { parrot, sending } from '../sample-channel/parrot.ts'
import { connectPerch, fresh, publicUrl, type Perch } from '../sample-channel/perch.ts'

// What a provider tells of the other direction: how far customers have read, that they type, and what the company wrote elsewhere.

const polled = { timeout: 20_000 }
let app: TestApp
let perch: Perch
const stops = new AsyncDisposableStack()
beforeAll(async () => {
  app = stops.use(await startTestApp({ env: { PUBLIC_URL: publicUrl }, moreAdapters: [parrot] }))
  perch = await connectPerch(app)
})
afterAll(() => stops.disposeAsync())
const { say: sayNow } = sending
beforeEach(() => {
  sending.say = sayNow
})

const stateOf = async (id: string) => (await app.api<Entry>('GET', `/entries/${id}`)).delivery?.state
const becomes = (id: string, state: string) => expect.poll(() => stateOf(id), polled).toBe(state)
const now = (): string => new Date().toISOString()

async function begun() {
  const by = fresh('polly')
  await perch.tell({ by, text: 'Where is my lamp?' })
  return by
}

/** Sends, and holds the provider's answer until it is let go. */
function heldBack(providerId: string) {
  const called = Promise.withResolvers<void>()
  const answer = Promise.withResolvers<SendReceipt>()
  sending.say = () => {
    called.resolve()
    return answer.promise
  }
  return {
    called: called.promise,
    letGo: () => answer.resolve({ providerId, state: 'sent' }),
    fail: (error: Error) => answer.reject(error),
  }
}

test('everything that was sent until then is read, what is sent later is not, and an older mark moves nothing back', async () => {
  const by = await begun()
  const [one, two] = [await perch.answer(by, 'one'), await perch.answer(by, 'two')]
  await becomes(one.id, 'sent')
  await becomes(two.id, 'sent')
  const upTo = now()
  const seen = { id: fresh('id'), did: 'hear', by, upTo } as const
  await perch.tell(seen, seen)
  expect([await stateOf(one.id), await stateOf(two.id)]).toEqual(['read', 'read'])
  const three = await perch.answer(by, 'three')
  await becomes(three.id, 'sent')
  await perch.tell({ did: 'hear', by, upTo }, { did: 'hear', by, upTo: '2020-01-01T00:00:00.000Z' })
  await perch.tell({ did: 'get', by, about: `said ${one.id}`, state: 'delivered' })
  expect([await stateOf(one.id), await stateOf(three.id)]).toEqual(['read', 'sent'])
})

test('a mark that comes before the message is recorded as sent counts when it is', async () => {
  const by = await begun()
  const held = heldBack(fresh('parrot'))
  const { id } = await perch.answer(by, 'Look out of the window')
  await held.called
  await perch.tell({ did: 'hear', by, upTo: now() })
  expect(await stateOf(id)).toBe('sending')
  held.letGo()
  await becomes(id, 'read')
})

test('a mark of tomorrow reads nothing that is written afterwards, and one of a stranger nothing at all', async () => {
  const by = await begun()
  await perch.tell({ did: 'hear', by, upTo: '2999-01-01T00:00:00.000Z' })
  const { id } = await perch.answer(by, 'one')
  await becomes(id, 'sent')
  await perch.tell({ did: 'hear', by: fresh('mallory'), upTo: now() })
  expect(await stateOf(id)).toBe('sent')
  expect((await perch.kept())[0]).toMatchObject({ kind: 'seen', words: [{ code: 'channels.about_nobody' }] })
})

test('that a customer types is shown to who has the thread open, and stored nowhere', async () => {
  const [by, other] = [await begun(), await begun()]
  const { id: customerId } = await perch.customerOf(by)
  const ws = new WebSocket(`${app.url.replace('http', 'ws')}/api/v1/realtime`, {
    headers: { authorization: `Bearer ${app.token}` },
  })
  const messages: ServerMessage[] = []
  ws.on('message', (data) => messages.push(JSON.parse(String(data)) as ServerMessage))
  await new Promise((resolve) => ws.once('open', resolve))
  ws.send(JSON.stringify({ type: 'viewing', customerId }))
  ws.send(JSON.stringify({ type: 'ping' }))
  await expect.poll(() => messages.some(({ type }) => type === 'pong'), polled).toBe(true)
  const rowsBefore = await app.database.pool.query('select count(*)::int as n from inbound')
  await perch.tell(
    { did: 'clear-throat', by: other },
    { did: 'clear-throat', by: fresh('nobody') },
    { did: 'clear-throat', by },
  )
  await expect
    .poll(() => messages.filter(({ type }) => type === 'customer_typing'), polled)
    .toEqual([{ type: 'customer_typing', customerId }])
  ws.close()
  const rows = await app.database.pool.query('select count(*)::int as n from inbound')
  expect(rows.rows).toEqual(rowsBefore.rows)
})

test('what the company wrote elsewhere is on the thread once, has answered the customer, and opened nothing', async () => {
  const by = await begun()
  const echo = { id: fresh('parrot'), did: 'keeper', by, text: 'It is in the post.', file: 'a label' } as const
  await perch.tell(echo, echo)
  await perch.tell(echo)
  const [, entry, ...more] = await perch.threadOf(by)
  const [issue, ...others] = await perch.issuesOf(by)
  expect([more, others]).toEqual([[], []])
  expect(entry).toMatchObject({
    kind: 'message',
    direction: 'out',
    text: 'It is in the post.',
    author: { kind: 'system', name: 'Parrot' },
    issueId: issue!.id,
    delivery: { state: 'sent' },
    attachments: [{ name: 'said.txt' }],
  })
  expect(issue).toMatchObject({ status: 'waiting_on_customer', lastText: 'It is in the post.' })
  // Receipts and reactions find it by its name.
  await perch.tell(
    { did: 'get', by, about: echo.id, state: 'delivered' },
    { did: 'react', by, about: echo.id, emoji: '👍' },
  )
  expect(await stateOf(entry!.id)).toBe('delivered')
  expect((await perch.read(by)).at(-1)!.on).toEqual([`👍 ${by}`])
})

test('where nothing is open it opens nothing, also to somebody who never wrote', async () => {
  const [by, stranger] = [await begun(), fresh('polly')]
  await app.api('POST', `/issues/${(await perch.issuesOf(by))[0]!.id}/closure`, {})
  await perch.tell({ did: 'keeper', by, text: 'By the way' }, { did: 'keeper', by: stranger, text: 'Hello' })
  expect(await perch.issuesOf(by)).toMatchObject([{ status: 'resolved' }])
  expect((await perch.threadOf(by)).at(-1)).toMatchObject({ text: 'By the way', issueId: null })
  expect(await perch.issuesOf(stranger)).toEqual([])
  expect(await perch.threadOf(stranger)).toMatchObject([{ text: 'Hello', issueId: null }])
})

test('history comes in silently: it answers nothing', async () => {
  const by = await begun()
  const [before] = await perch.issuesOf(by)
  await perch.tell({ did: 'keeper', by, text: 'Of last year', at: '2025-01-05T08:00:00Z', isHistory: true })
  expect(await perch.issuesOf(by)).toEqual([before])
  expect((await perch.threadOf(by)).at(-1)).toMatchObject({ issueId: null, occurredAt: '2025-01-05T08:00:00.000Z' })
})

test('the echo of our own message makes no second one, whether it comes after the answer or before it', async () => {
  const by = await begun()
  const { id } = await perch.answer(by, 'one')
  await becomes(id, 'sent')
  await perch.tell({ id: `said ${id}`, did: 'keeper', by, text: 'one' })

  const providerId = fresh('parrot')
  const held = heldBack(providerId)
  const second = await perch.answer(by, 'two')
  await held.called
  const echo = { id: providerId, did: 'keeper', by, text: 'two, as the provider writes it' } as const
  await perch.tell(echo, echo)
  expect((await perch.kept())[0]).toMatchObject({ kind: 'echo', words: [{ code: 'channels.echo_waits' }] })
  held.letGo()
  await becomes(second.id, 'sent')
  await expect.poll(async () => (await perch.kept()).filter(({ kind }) => kind === 'echo'), polled).toEqual([])
  await perch.tell(echo)
  expect((await perch.read(by)).map(({ text }) => text)).toEqual(['Where is my lamp?', 'one', 'two'])
})

test('what was written elsewhere while a message of ours was being sent is on the thread when that has left, with its file', async () => {
  const by = await begun()
  const held = heldBack(fresh('parrot'))
  const { id } = await perch.answer(by, 'ours')
  await held.called
  await perch.tell({ id: fresh('parrot'), did: 'keeper', by, text: 'elsewhere', file: 'a label' })
  expect((await perch.read(by)).map(({ text }) => text)).toEqual(['Where is my lamp?', 'ours'])
  held.letGo()
  await becomes(id, 'sent')
  await expect
    .poll(async () => (await perch.read(by)).map(({ text }) => text), polled)
    .toEqual(['Where is my lamp?', 'ours', 'elsewhere'])
  expect((await perch.threadOf(by)).at(-1)).toMatchObject({ attachments: [{ name: 'said.txt' }] })
})

test('when our sending fails, what was written elsewhere meanwhile is still put on the thread', async () => {
  const by = await begun()
  const held = heldBack('never')
  const { id } = await perch.answer(by, 'ours')
  await held.called
  await perch.tell({ did: 'keeper', by, text: 'elsewhere' })
  held.fail(new ChannelError('permanent', 'full', untranslated('The perch is full.')))
  await becomes(id, 'failed')
  await expect.poll(async () => (await perch.read(by)).at(-1)?.text, polled).toBe('elsewhere')
})

test('receipts of an echo that overtake it count when it is there', async () => {
  const [by, about] = [await begun(), fresh('parrot')]
  await perch.tell({ did: 'get', by, about, state: 'read' })
  await perch.tell({ id: about, did: 'keeper', by, text: 'It is in the post.' })
  const entry = (await perch.threadOf(by)).at(-1)!
  await becomes(entry.id, 'read')
})
