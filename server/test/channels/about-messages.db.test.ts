import type { Change } from '@throughline/protocol/events.ts'
import type { ServerMessage } from '@throughline/protocol/realtime/realtime.ts'
import type { EntryVersion } from '@throughline/protocol/timeline/amendments.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { startTestApp, type TestApp } from '../app.ts'
import { parrot } from '../sample-channel/parrot.ts'
import { connectPerch, fresh, publicUrl, type Perch, type Told } from '../sample-channel/perch.ts'
import { signedIn, type SignedIn } from '../signed-in.ts'

// What customers do to messages (react, change, take back), as a provider tells it: twice, in any order, of anybody.

const polled = { timeout: 30_000 }
let app: TestApp
let perch: Perch
let jonas: SignedIn
/** A rule hides the issues of this team from everybody of staff. */
const teams: string[] = []
const stops = new AsyncDisposableStack()
beforeAll(async () => {
  app = stops.use(
    await startTestApp({
      env: { PUBLIC_URL: publicUrl },
      moreAdapters: [parrot],
      rulesOf: ({ kind }) =>
        kind === 'staff' ? [{ about: 'issue', where: { not: { fact: 'teamId', in: teams } } }] : [],
    }),
  )
  perch = await connectPerch(app)
})
afterAll(() => stops.disposeAsync())

const at = (second: number): string => new Date(Date.UTC(2026, 0, 5, 8, 0, second)).toISOString()

/** A customer who has written once. */
async function begun(text = 'Where is my lamp?') {
  const [by, about] = [fresh('polly'), fresh('said')]
  await perch.tell({ id: about, by, text })
  return { by, about }
}

/** Every order of these. */
function orders<One>(all: readonly One[]): One[][] {
  if (all.length < 2) return [[...all]]
  return all.flatMap((one, index) => orders(all.toSpliced(index, 1)).map((rest) => [one, ...rest]))
}

test('a message that was changed reads as it does now, everywhere, and what it said stays on record', async () => {
  const { by, about } = await begun('My lamp is brokken since Tuesday')
  const before = (await perch.issuesOf(by))[0]!
  await perch.tell({ did: 'change', by, about, text: 'My lamp is brighter now' })
  const [entry, amendment, ...more] = await perch.threadOf(by)
  expect(entry).toMatchObject({
    text: 'My lamp is brokken since Tuesday',
    edited: { text: 'My lamp is brighter now', by: { kind: 'customer' } },
  })
  expect([amendment, more]).toMatchObject([
    { kind: 'event', direction: 'in', issueId: before.id, content: { type: 'edit', refersTo: entry!.id } },
    [],
  ])
  const { items } = await app.api<{ items: EntryVersion[] }>('GET', `/entries/${entry!.id}/versions`)
  expect(items.map(({ text }) => text)).toEqual(['My lamp is brokken since Tuesday', 'My lamp is brighter now'])
  const [issue, ...others] = await perch.issuesOf(by)
  expect([issue, others]).toMatchObject([
    {
      subject: 'My lamp is brighter now',
      lastText: 'My lamp is brighter now',
      status: before.status,
      lastActivityAt: before.lastActivityAt,
    },
    [],
  ])
  await expect.poll(() => found('brighter'), polled).toEqual([entry!.id])
  expect(await found('brokken')).toEqual([])
})

test('of a message that was taken back no list, no search and no preview shows a word', async () => {
  const { by, about } = await begun('My secretword is swordfish')
  await expect.poll(() => found('secretword'), polled).toHaveLength(1)
  await perch.tell({ did: 'unsay', by, about })
  const [entry] = await perch.threadOf(by)
  expect(entry).toMatchObject({ deletedBy: { kind: 'customer' }, deletedAt: expect.any(String) })
  const issues = await perch.issuesOf(by)
  expect(issues).toMatchObject([{ lastText: '' }])
  expect(JSON.stringify(issues)).not.toContain('secretword')
  await expect.poll(() => found('secretword'), polled).toEqual([])
  // What was changed before and after comes late, and brings nothing back.
  await perch.tell({ did: 'change', by, about, text: 'My secretword is swordfish 2' })
  expect(await perch.read(by)).toEqual([{ text: null, on: [] }])
  expect(JSON.stringify(await perch.issuesOf(by))).not.toContain('secretword')
  const forwarding = await app.request('GET', `/issues/${issues[0]!.id}/forwarding`)
  expect(await forwarding.text()).not.toContain('secretword')
})

async function found(query: string): Promise<string[]> {
  const { items } = await app.api<{ items: { entry: Entry }[] }>('GET', `/search?q=${query}`)
  return items.map(({ entry }) => entry.id)
}

test('in every order, each delivered twice, one state comes of it, and the quarantine is empty', async () => {
  const steps = [...orders(['say', 'first', 'second']), ...orders(['say', 'react', 'again'])]
  await Promise.all(
    steps.map(async (order) => {
      const [by, about] = [fresh('polly'), fresh('said')]
      const all: Record<string, Told> = {
        say: { id: about, by, text: 'one' },
        first: { id: fresh('id'), did: 'change', by, about, text: 'two', at: at(1) },
        second: { id: fresh('id'), did: 'change', by, about, text: 'three', at: at(2) },
        react: { id: fresh('id'), did: 'react', by, about, emoji: '👍', at: at(3) },
        again: { id: fresh('id'), did: 'react', by, about, emoji: '🦜', at: at(4) },
      }
      for (const step of order) await perch.tell(all[step]!, all[step]!)
      const state = async () => ({ read: await perch.read(by), entries: (await perch.threadOf(by)).length })
      const [text, on] = [order.includes('second') ? 'three' : 'one', order.includes('again') ? [`🦜 ${by}`] : []]
      const entries = order.includes('second') ? 3 : 1
      await expect.poll(state, { ...polled, message: order.join(' ') }).toEqual({ read: [{ text, on }], entries })
      expect(await perch.issuesOf(by)).toHaveLength(1)
    }),
  )
  await expect.poll(() => perch.kept(), polled).toEqual([])
})

test('what comes before its message waits where people see it, with what it says', async () => {
  const [by, about] = [fresh('polly'), fresh('said')]
  await perch.tell({ did: 'change', by, about, text: 'a corrected lamp' })
  expect(await perch.kept()).toMatchObject([
    {
      state: 'set_aside',
      kind: 'edit',
      preview: { sender: by, beginning: 'a corrected lamp' },
      words: [{ code: 'channels.about_no_message_yet' }],
    },
  ])
  const { id } = (await perch.kept())[0]!
  expect((await app.request('POST', `/inbound/${id}/replay`)).status).toBe(409)
  await perch.tell({ id: about, by, text: 'a lampp' })
  await expect.poll(() => perch.read(by), polled).toEqual([{ text: 'a corrected lamp', on: [] }])
  await expect.poll(() => perch.kept(), polled).toEqual([])
})

test('the same by many at once is applied once', async () => {
  const { by, about } = await begun()
  const [change, react]: Told[] = [
    { id: fresh('id'), did: 'change', by, about, text: 'changed' },
    { id: fresh('id'), did: 'react', by, about, emoji: '👍' },
  ]
  await Promise.all(Array.from({ length: 8 }, () => perch.tell(change!, react!)))
  expect(await perch.read(by)).toEqual([{ text: 'changed', on: [`👍 ${by}`] }])
  expect(await perch.threadOf(by)).toHaveLength(2)
})

test.each([
  ['a stranger', async () => fresh('mallory')],
  [
    'another customer',
    async () => {
      const { by } = await begun()
      return by
    },
  ],
])('%s changes nothing, and is seen in the quarantine', async (_who, strange) => {
  const { by, about } = await begun()
  const other = await strange()
  const before = (await perch.kept()).length
  await perch.tell(
    { did: 'change', by: other, about, text: 'Send it to my house' },
    { did: 'unsay', by: other, about },
    { did: 'react', by: other, about, emoji: '👎' },
  )
  expect(await perch.read(by)).toEqual([{ text: 'Where is my lamp?', on: [] }])
  const kept = (await perch.kept()).slice(0, -before || undefined)
  expect(kept.map(({ words }) => words[0]?.code)).toEqual(Array(3).fill('channels.about_by_a_stranger'))
  // Not even after somebody has it read again.
  expect((await app.request('POST', `/inbound/${kept[0]!.id}/replay`)).status).toBe(409)
  expect(await perch.read(by)).toEqual([{ text: 'Where is my lamp?', on: [] }])
})

test('a customer reacts to our message, and can neither change it nor take it back', async () => {
  const { by } = await begun()
  const { id } = await perch.answer(by, 'On its way.')
  await expect.poll(async () => (await app.api<Entry>('GET', `/entries/${id}`)).delivery?.state, polled).toBe('sent')
  const about = `said ${id}`
  const { rows } = await app.database.pool.query<{ provider_id: string }>(
    'select provider_id from deliveries where entry_id = $1',
    [id],
  )
  expect(rows).toEqual([{ provider_id: about }])
  await perch.tell(
    { did: 'react', by, about, emoji: '❤️' },
    { did: 'change', by, about, text: 'Never.' },
    { did: 'unsay', by, about },
  )
  expect((await perch.read(by)).at(-1)).toEqual({ text: 'On its way.', on: [`❤️ ${by}`] })
  await perch.tell({ did: 'react', by, about, emoji: null })
  expect((await perch.read(by)).at(-1)).toEqual({ text: 'On its way.', on: [] })
})

test('a reaction wakes nothing: not what was resolved, and not what sleeps', async () => {
  const { by, about } = await begun()
  const { id } = (await perch.issuesOf(by))[0]!
  await app.api('POST', `/issues/${id}/closure`, {})
  const before = await perch.issuesOf(by)
  await perch.tell(
    { did: 'react', by, about, emoji: '👍' },
    { did: 'change', by, about, text: 'Where is my lamp now?' },
  )
  expect(await perch.issuesOf(by)).toMatchObject([
    { id, status: 'resolved', lastActivityAt: before[0]!.lastActivityAt },
  ])
})

test('two who are one customer by now each change what is theirs, and not what is the other’s', async () => {
  const [one, other] = [await begun('from one'), await begun('from the other')]
  const [first, second] = [await perch.customerOf(one.by), await perch.customerOf(other.by)]
  await app.api('POST', `/customers/${first.id}/merges`, { otherCustomerId: second.id, reason: 'one person' })
  await perch.tell(
    { did: 'change', by: one.by, about: one.about, text: 'from one, changed' },
    { did: 'change', by: one.by, about: other.about, text: 'forged' },
    { did: 'react', by: one.by, about: other.about, emoji: '👍' },
    { did: 'change', by: other.by, about: other.about, text: 'from the other, changed' },
  )
  expect(await perch.read(one.by)).toEqual([
    { text: 'from one, changed', on: [] },
    { text: 'from the other, changed', on: [`👍 ${one.by}`] },
  ])
})

test('the feed and open threads have the message with what stands on it, and a rule that hides its issue hides that too', async () => {
  jonas ??= await signedIn(app, 'Jonas')
  teams.push((await app.api<{ id: string }>('POST', '/teams', { name: 'Board' })).id)
  const { by, about } = await begun('a hidden matter')
  const [entry] = await perch.threadOf(by)
  const page = await app.api<{ streamCursor: string }>('GET', `/customers/${entry!.customerId}/thread`)
  const ws = new WebSocket(`${app.url.replace('http', 'ws')}/api/v1/realtime`, {
    headers: { authorization: `Bearer ${app.token}` },
  })
  const messages: ServerMessage[] = []
  ws.on('message', (data) => messages.push(JSON.parse(String(data)) as ServerMessage))
  await new Promise((resolve) => ws.once('open', resolve))
  ws.send(JSON.stringify({ type: 'subscribe', topic: `thread:${entry!.customerId}`, cursor: page.streamCursor }))
  await perch.tell(
    { did: 'react', by, about, emoji: '🦜' },
    { did: 'change', by, about, text: 'a hidden matter, changed' },
  )
  await expect
    .poll(() => messages.findLast((one) => one.type === 'entry' && one.entry.id === entry!.id), polled)
    .toMatchObject({ entry: { reactions: [{ emoji: '🦜' }], edited: { text: 'a hidden matter, changed' } } })
  ws.close()

  await app.api('PATCH', `/issues/${entry!.issueId}`, { teamId: teams[0] })
  const changes = await jonas.ask('GET', '/changes?limit=200')
  const about2 = JSON.stringify(changes.body)
  expect(about2).not.toContain('a hidden matter')
  expect((changes.body.items ?? []).filter((change: Change) => change.entryId === entry!.id)).toEqual([])
  const thread = await jonas.ask('GET', `/customers/${entry!.customerId}/thread`)
  expect(JSON.stringify(thread.body)).not.toMatch(/hidden matter|🦜/)
})

test.each([
  ['ten thousand characters', '🦜'.repeat(10_000)],
  ['a half of a letter and a zero', '\ud83e\u0000'],
  ['nothing but spaces', ' \n\t '],
])('a reaction of %s is kept in a line, or counts as none', async (_what, emoji) => {
  const { by, about } = await begun()
  await perch.tell({ did: 'react', by, about, emoji })
  const { on } = (await perch.read(by))[0]!
  expect(on.join('').length).toBeLessThan(100)
  expect(on.join('')).not.toContain('\n')
})

test('words that a database refuses do not stop what else is in the request', async () => {
  const { by, about } = await begun()
  await perch.tell({ did: 'change', by, about, text: 'half \ud83e, zero \u0000' }, { by, text: 'and more' })
  expect((await perch.read(by)).at(-1)).toEqual({ text: 'and more', on: [] })
})
