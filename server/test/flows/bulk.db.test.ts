import { mostInBulk, type BulkResult } from '@throughline/protocol/issues/bulk.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import type { Tag } from '@throughline/protocol/tags/tags.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { newId } from '../../src/lib/ids.ts'
import { startTestApp, type TestApp } from '../app.ts'

let app: TestApp
let issues: Issue[]
let ben: { id: string }
beforeAll(async () => {
  app = await startTestApp()
  const channel = await app.api<{ id: string }>('POST', '/channels', { kind: 'api', name: 'App' })
  for (let index = 0; index < 12; index++) {
    const from = { kind: 'account', value: `customer-${index}`, name: `Customer ${index}` }
    await app.api('POST', `/channels/${channel.id}/inbound`, { id: `${index}`, from, text: 'Where is my parcel?' })
  }
  issues = (await app.api<{ items: Issue[] }>('GET', '/issues')).items
  ben = await app.api('POST', '/staff', { name: 'Ben', email: 'ben@example.com', password: 'a long enough one' })
})
afterAll(() => app.stop())

const some = (from: number, to: number) => issues.slice(from, to).map(({ id }) => id)
const bulk = async (ids: string[], change: object, was?: object): Promise<BulkResult[]> =>
  (await app.api<{ items: BulkResult[] }>('POST', '/issues/bulk', { ids, change, ...(was ? { was } : {}) })).items
const outcomes = (items: BulkResult[]) => items.map(({ outcome }) => outcome)
const now = (id: string) => app.api<Issue>('GET', `/issues/${id}`)

test('each issue is changed as if it had been changed alone, and one that stands so already is left alone', async () => {
  const [first] = issues
  await app.api('PATCH', `/issues/${first!.id}`, { priority: 'urgent' })
  const { version } = await now(first!.id)
  const items = await bulk(some(0, 3), { kind: 'priority', priority: 'urgent' })
  expect(outcomes(items)).toEqual(['unchanged', 'changed', 'changed'])
  expect(items.map(({ issue }) => issue?.priority)).toEqual(['urgent', 'urgent', 'urgent'])
  expect((await now(first!.id)).version).toBe(version)
  const { items: changes } = await app.api<{ items: { to: object; by: object }[] }>(
    'GET',
    `/issues/${issues[1]!.id}/changes`,
  )
  expect(changes.at(-1)).toMatchObject({ to: { priority: 'urgent' }, by: { kind: 'program' } })
})

test('what somebody else has changed meanwhile is not overwritten, and stops no other', async () => {
  const ids = some(3, 6)
  await app.api('POST', `/issues/${ids[1]!}/assignment`, { ownerId: ben.id })
  const was = Object.fromEntries(ids.map((id) => [id, { ownerId: null }]))
  const items = await bulk(ids, { kind: 'assign', ownerId: null, teamId: null }, was)
  expect(outcomes(items)).toEqual(['unchanged', 'refused', 'unchanged'])
  expect(items[1]).toMatchObject({ issue: null, problem: { code: 'conflict' } })
  expect(await now(ids[1]!)).toMatchObject({ ownerId: ben.id })
})

test('closing, reopening, snoozing: what cannot be done with one is said of that one', async () => {
  const ids = some(6, 9)
  await app.api('POST', `/issues/${ids[0]!}/closure`, {})
  const until = new Date(Date.now() + 86_400_000).toISOString()
  const snoozed = await bulk([...ids, newId(), ids[1]!], { kind: 'snooze', until })
  expect(outcomes(snoozed)).toEqual(['refused', 'changed', 'changed', 'refused'])
  expect(snoozed.map(({ problem }) => problem?.code)).toEqual(['issue_not_open', undefined, undefined, 'not_found'])
  expect(outcomes(await bulk(ids, { kind: 'close' }))).toEqual(['unchanged', 'changed', 'changed'])
  expect(outcomes(await bulk(ids, { kind: 'reopen' }))).toEqual(['changed', 'changed', 'changed'])
})

test('what was closed, snoozed or reopened by somebody else since is left to them, also when it is undone', async () => {
  const ids = some(9, 12)
  await bulk(ids, { kind: 'close' })
  const wasClosed = Object.fromEntries(ids.map((id) => [id, { status: 'resolved', snoozedUntil: null, spam: false }]))
  const until = new Date(Date.now() + 86_400_000).toISOString()
  await app.api('POST', `/issues/${ids[0]!}/reopening`, {})
  await app.api('POST', `/issues/${ids[0]!}/snooze`, { until })
  await app.api('PUT', `/issues/${ids[1]!}/spam`)
  const items = await bulk(ids, { kind: 'reopen' }, wasClosed)
  expect(outcomes(items)).toEqual(['refused', 'refused', 'changed'])
  expect(items.map(({ problem }) => problem?.code)).toEqual(['conflict', 'conflict', undefined])
  expect(await now(ids[0]!)).toMatchObject({ status: 'snoozed', snoozedUntil: until })
  expect(await now(ids[1]!)).toMatchObject({ status: 'resolved', spam: true })
  const seen = { [ids[2]!]: { status: 'resolved' } }
  expect(outcomes(await bulk([ids[2]!], { kind: 'snooze', until }, seen))).toEqual(['refused'])
  expect(outcomes(await bulk([ids[2]!], { kind: 'close' }, seen))).toEqual(['refused'])
  await app.api('DELETE', `/issues/${ids[1]!}/spam`)
  expect(outcomes(await bulk(ids, { kind: 'reopen' }))).toEqual(['changed', 'changed', 'unchanged'])
})

test('tags are added to all and removed from all', async () => {
  const tag = await app.api<Tag>('POST', '/tags', { name: 'Parcel' })
  const ids = some(0, 4)
  expect(outcomes(await bulk(ids, { kind: 'tags', add: [tag.id] }))).toEqual(Array(4).fill('changed'))
  expect(outcomes(await bulk(some(0, 5), { kind: 'tags', add: [tag.id] }))).toEqual([
    ...Array(4).fill('unchanged'),
    'changed',
  ])
  const removed = await bulk(ids, { kind: 'tags', remove: [tag.id] })
  expect(removed.every(({ issue }) => issue?.tags.length === 0)).toBe(true)
  expect(outcomes(await bulk(ids, { kind: 'tags', add: [newId()] }))).toEqual(Array(4).fill('refused'))
})

test('two who change the same issues at once both get an answer, and the issues one of the two', async () => {
  const [high, low] = await Promise.all([
    bulk(some(0, 12), { kind: 'priority', priority: 'high' }),
    bulk(some(0, 12), { kind: 'priority', priority: 'low' }),
  ])
  expect([...high, ...low].every(({ outcome }) => outcome !== 'refused')).toBe(true)
  for (const { id } of issues) expect(['high', 'low']).toContain((await now(id)).priority)
})

test('too many at once, none at all, and who may not are refused as a whole', async () => {
  const close = { kind: 'close' }
  const status = async (body: object, headers = {}) => (await app.request('POST', '/issues/bulk', body, headers)).status
  expect(await status({ ids: Array.from({ length: mostInBulk + 1 }, newId), change: close })).toBe(400)
  expect(await status({ ids: [], change: close })).toBe(400)
  expect(await status({ ids: some(0, 1), change: { kind: 'delete' } })).toBe(400)
  const { token } = await app.api<{ token: string }>('POST', '/tokens', { name: 'Reader', role: 'readonly' })
  expect(await status({ ids: some(0, 1), change: close }, { authorization: `Bearer ${token}` })).toBe(403)
})
