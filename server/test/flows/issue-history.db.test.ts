import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { IssueChange } from '@throughline/protocol/issues/changes.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { signIn, type Api } from '../../seeds/telling/api.ts'
import { hourMs, secondMs } from '../../src/lib/clock.ts'
import { newId } from '../../src/lib/ids.ts'
import { startTestApp, type TestApp } from '../app.ts'
import { createTestDatabase, wrongHistories } from '../database.ts'
import { seededRandom } from '../mail/generating/random.ts'

let app: TestApp
let nia: Person
let jonas: Person
let teamId: string
let channelId: string
beforeAll(async () => {
  app = await startTestApp()
  nia = await hire('Nia Okafor')
  jonas = await hire('Jonas Weber')
  teamId = (await app.api<{ id: string }>('POST', '/teams', { name: 'Kettles' })).id
  channelId = (await app.api<{ id: string }>('POST', '/channels', { kind: 'api', name: 'App' })).id
})
afterAll(() => app.stop())

type Person = Api & { id: string; name: string }

async function hire(name: string): Promise<Person> {
  const login = { email: `${name.split(' ')[0]!.toLowerCase()}@shop.example`, password: 'a long enough one' }
  const { id } = await app.api<{ id: string }>('POST', '/staff', { name, ...login })
  return { ...(await signIn(app.url, login)), id, name }
}

const say = (value: string, text: string, more: object = {}): Promise<Entry> =>
  app.api('POST', `/channels/${channelId}/inbound`, { id: newId(), from: { kind: 'email', value }, text, ...more })
const changesOf = async (issueId: string): Promise<IssueChange[]> =>
  (await app.api<{ items: IssueChange[] }>('GET', `/issues/${issueId}/changes?limit=200`)).items
/** Each change in short: who made it, and what is new. */
const told = async (issueId: string): Promise<unknown[]> =>
  (await changesOf(issueId)).map(({ by, to }) => [by.kind, to])

test('a message opens an issue, and the history begins with how it was opened and by whom', async () => {
  const entry = await say('ana@example.com', 'My kettle leaks.')
  const [opening, ...rest] = await changesOf(entry.issueId!)
  expect(rest).toEqual([])
  expect(opening).toEqual({
    seq: 1,
    at: expect.any(String),
    by: { kind: 'customer', id: entry.customerId, name: 'ana@example.com' },
    from: null,
    to: {
      status: 'open',
      ownerId: null,
      teamId: null,
      topic: null,
      priority: 'normal',
      subject: 'My kettle leaks.',
      mergedIntoId: null,
    },
  })
})

test('each verb is in the history, with what was, what is, and who did it', async () => {
  const { issueId, customerId } = await say('bo@example.com', 'My kettle leaks.')
  const path = `/issues/${issueId}`
  await nia.call('POST', `/customers/${customerId}/entries`, { kind: 'message', text: 'How old is it?' })
  await say('bo@example.com', 'Two years.')
  await app.api('POST', `${path}/assignment`, { ownerId: nia.id })
  await nia.call('PATCH', path, {
    subject: 'Leaking kettle',
    topic: 'repair',
    priority: 'high',
    customFields: { a: 1 },
  })
  await nia.call('POST', `${path}/handover`, { ownerId: jonas.id, teamId, note: 'He knows kettles.' })
  await jonas.call('POST', `${path}/snooze`, { until: new Date(Date.now() + hourMs).toISOString() })
  await say('bo@example.com', 'Hello?')
  await jonas.call('POST', `${path}/closure`)
  await say('bo@example.com', 'My kettle leaks again.', { issueRef: issueId })
  await jonas.call('POST', `${path}/closure`)
  await nia.call('POST', `${path}/reopening`)
  expect((await told(issueId!)).slice(1)).toEqual([
    ['staff', { status: 'waiting_on_customer' }],
    ['customer', { status: 'waiting_on_us' }],
    ['program', { ownerId: nia.id }],
    ['staff', { subject: 'Leaking kettle', topic: 'repair', priority: 'high' }],
    ['staff', { ownerId: jonas.id, teamId }],
    ['staff', { status: 'snoozed' }],
    ['customer', { status: 'waiting_on_us' }],
    ['staff', { status: 'resolved' }],
    ['customer', { status: 'waiting_on_us' }],
    ['staff', { status: 'resolved' }],
    ['staff', { status: 'waiting_on_us' }],
  ])
  const handover = (await changesOf(issueId!))[5]!
  expect(handover).toMatchObject({ by: { id: nia.id, name: nia.name }, from: { ownerId: nia.id, teamId: null } })
})

test('what changes none of these fields adds nothing: a second message, a note, the same owner again, a refusal', async () => {
  const { issueId, customerId } = await say('chloe@example.com', 'Where is order 4711?')
  await say('chloe@example.com', 'Order 4711, please.')
  await app.api('POST', `/customers/${customerId}/entries`, { kind: 'note', text: 'Impatient.', issueId })
  await app.api('POST', `/issues/${issueId}/assignment`, { ownerId: null })
  await app.api('PATCH', `/issues/${issueId}`, { priority: 'normal', customFields: { b: 2 } })
  const stale = { priority: 'low', was: { priority: 'urgent' } }
  expect((await app.request('PATCH', `/issues/${issueId}`, stale)).status).toBe(409)
  expect((await app.request('POST', `/issues/${issueId}/reopening`, {})).status).toBe(409)
  expect(await told(issueId!)).toHaveLength(1)
})

test('an issue whose time has come was woken by the timer', async () => {
  const { issueId } = await say('dmitri@example.com', 'Call me in spring.')
  await app.api('POST', `/issues/${issueId}/snooze`, { until: new Date(Date.now() + secondMs).toISOString() })
  await expect
    .poll(async () => (await told(issueId!)).at(-1), { timeout: 10_000 })
    .toEqual(['timer', { status: 'waiting_on_us' }])
})

test('a message that is taken back leaves the issue as it was, and the history says both', async () => {
  const { issueId, customerId } = await say('eva@example.com', 'Is it still on sale?')
  const body = { kind: 'message', text: 'No.', holdSeconds: 60 }
  const { id } = await nia.call<Entry>('POST', `/customers/${customerId}/entries`, body)
  await nia.call('POST', `/entries/${id}/recall`, {})
  expect((await told(issueId!)).slice(1)).toEqual([
    ['staff', { status: 'waiting_on_customer' }],
    ['staff', { status: 'open' }],
  ])
})

test('merging issues, moving an entry and writing first are in the history of each issue', async () => {
  const first = await say('fay@example.com', 'Order 4711 is late.')
  const second = await say('fay@example.com', 'Something else: order 60034 came broken.')
  expect(second.issueId).not.toBe(first.issueId)
  await nia.call('POST', `/issues/${first.issueId}/merges`, { otherIssueId: second.issueId })
  expect((await told(second.issueId!)).at(-1)).toEqual(['staff', { mergedIntoId: first.issueId }])
  const moved = await nia.call<Entry>('POST', `/entries/${second.id}/move`, { issueId: null })
  expect(await told(moved.issueId!)).toMatchObject([['staff', { status: 'open' }]])
  await app.api('POST', `/issues/${first.issueId}/closure`)
  await app.api('POST', `/issues/${moved.issueId}/closure`)
  const ours = { kind: 'message', text: 'A word from us.' }
  const wrote = await nia.call<Entry>('POST', `/customers/${first.customerId}/entries`, ours)
  expect(await told(wrote.issueId!)).toMatchObject([['staff', { status: 'waiting_on_customer' }]])
})

test('merging customers changes no history, and what an undo splits off says where it came from', async () => {
  const gil = await say('gil@example.com', 'Order 4711 is late.')
  const hal = await say('hal@example.com', 'Order 4711 is late.')
  const otherCustomerId = hal.customerId
  const merge = await app.api<{ id: string }>('POST', `/customers/${gil.customerId}/merges`, {
    otherCustomerId,
    reason: 'Same.',
  })
  expect(await told(gil.issueId!)).toHaveLength(1)
  await app.api('POST', `/issues/${gil.issueId}/merges`, { otherIssueId: hal.issueId })
  await app.api('POST', `/issues/${gil.issueId}/closure`)
  await app.api('POST', `/merges/${merge.id}/undo`)
  const { items } = await app.api<{ items: Issue[] }>('GET', `/issues?customerId=${hal.customerId}`)
  const copy = items.find(({ id }) => id !== hal.issueId)!
  expect(await changesOf(copy.id)).toMatchObject([
    { seq: 1, by: { kind: 'program' }, from: null, to: { status: 'resolved' }, copiedFromId: gil.issueId },
  ])
})

test('the history is read in pages, by those who may read the issue', async () => {
  const { issueId } = await say('ida@example.com', 'Hello.')
  for (const priority of ['high', 'low', 'urgent']) await app.api('PATCH', `/issues/${issueId}`, { priority })
  const seen: number[] = []
  for (let cursor = ''; ;) {
    const page = await app.api<{ items: IssueChange[]; nextCursor: string | null }>(
      'GET',
      `/issues/${issueId}/changes?limit=3${cursor}`,
    )
    seen.push(...page.items.map(({ seq }) => seq))
    if (page.nextCursor === null) break
    cursor = `&cursor=${page.nextCursor}`
  }
  expect(seen).toEqual([1, 2, 3, 4])

  const { nextCursor } = await app.api<{ nextCursor: string }>('GET', '/issues?limit=1')
  expect((await app.request('GET', `/issues/${issueId}/changes?cursor=${nextCursor}`)).status).toBe(400)
  expect((await app.request('GET', `/issues/${newId()}/changes`)).status).toBe(404)
  await app.api('POST', '/roles', { name: 'blind', permissions: ['customers.read'] })
  const { token } = await app.api<{ token: string }>('POST', '/tokens', { name: 'Blind', role: 'blind' })
  const asBlind = { authorization: `Bearer ${token}` }
  expect((await app.request('GET', `/issues/${issueId}/changes`, undefined, asBlind)).status).toBe(403)
})

test('nothing in the history is ever changed or removed', async () => {
  const { pool } = app.database
  await say('joe@example.com', 'Hello.')
  for (const statement of [
    `update issue_changes set by_name = 'Somebody else'`,
    'delete from issue_changes',
    'truncate issue_changes',
  ]) {
    await expect(pool.query(statement)).rejects.toThrow('append-only')
  }
})

test('changes of many at once make a chain without a gap, whatever fails among them', async () => {
  const random = seededRandom(20_261_129)
  const owners = [nia.id, jonas.id, null]
  const opened = await Promise.all(['kim', 'lee'].map((name) => say(`${name}@example.com`, `A word from ${name}.`)))
  const verbs: (() => [string, object])[] = [
    () => ['assignment', { ownerId: random.pick(owners) }],
    () => ['handover', { teamId: random.pick([teamId, null]), note: 'Yours.' }],
    () => ['closure', {}],
    () => ['reopening', {}],
    () => ['snooze', { until: new Date(Date.now() + hourMs).toISOString() }],
  ]
  const deed = async (): Promise<number> => {
    const { issueId, customerId } = random.pick(opened)
    const kind = random.next()
    if (kind < 0.2) {
      const name = issueId === opened[0]!.issueId ? 'kim' : 'lee'
      return Number((await say(`${name}@example.com`, 'One more word.', { issueRef: issueId })).seq > 0) * 201
    }
    if (kind < 0.35) {
      const body = { kind: 'message', text: 'Ours.', issueId }
      return (await app.request('POST', `/customers/${customerId}/entries`, body)).status
    }
    if (kind < 0.5)
      return (await app.request('PATCH', `/issues/${issueId}`, { priority: random.pick(['low', 'high', 'urgent']) }))
        .status
    const [verb, body] = random.pick(verbs)()
    return (await app.request('POST', `/issues/${issueId}/${verb}`, body)).status
  }
  const answers: number[] = []
  for (let round = 0; round < 8; round++) {
    answers.push(...(await Promise.all(Array.from({ length: 16 }, deed))))
  }
  expect(answers.filter((status) => ![200, 201, 409].includes(status))).toEqual([])
  for (const { issueId } of opened) {
    const changes = await changesOf(issueId!)
    expect(changes.length).toBeGreaterThan(10)
    expect(changes.map(({ seq }) => seq)).toEqual(changes.map((_, index) => index + 1))
    const { status, priority, ownerId, teamId } = await app.api<Issue>('GET', `/issues/${issueId}`)
    const facts = changes.reduce<IssueChange['to']>((before, { from, to }) => {
      expect(before).toMatchObject(from ?? {})
      return { ...before, ...to }
    }, {})
    expect(facts).toMatchObject({ status, priority, ownerId, teamId })
  }
  expect(await wrongHistories(app.database)).toEqual([])
})

test('a write past the verbs is kept as well, and fails the test that did it', async () => {
  const database = await createTestDatabase()
  const id = newId()
  await database.pool.query(
    `insert into issues (id, customer_id, subject, status, opened_at, last_activity_at) values ($1, $1, 'A', 'open', now(), now())`,
    [id],
  )
  await database.pool.query(`update issues set status = 'resolved' where id = $1`, [id])
  const { rows } = await database.pool.query('select seq, by_kind, was, became from issue_changes order by seq')
  expect(rows).toMatchObject([
    { seq: 1, by_kind: 'unknown', was: null, became: { status: 'open', subject: 'A' } },
    { seq: 2, by_kind: 'unknown', was: { status: 'open' }, became: { status: 'resolved' } },
  ])
  await expect(database.drop()).rejects.toThrow('nobody made it')
})

test('a second write of one author is not taken for the first', async () => {
  const { issueId } = await say('mia@example.com', 'Hello.')
  await app.api('PATCH', `/issues/${issueId}`, { priority: 'high' })
  const client = await app.database.pool.connect()
  try {
    await client.query('begin')
    await client.query(`update issues set priority = 'low' where id = $1`, [issueId])
    const { rows } = await client.query('select by_kind from issue_changes where issue_id = $1 order by seq', [issueId])
    expect(rows.map(({ by_kind }) => by_kind)).toEqual(['customer', 'program', 'unknown'])
  } finally {
    await client.query('rollback')
    client.release()
  }
})
