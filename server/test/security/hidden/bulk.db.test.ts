import { mostInBulk, type BulkResult } from '@throughline/protocol/issues/bulk.ts'
import type { Tag } from '@throughline/protocol/tags/tags.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { lockCustomer } from '../../../src/people/customers/customers.ts'
import { holdOpen } from '../../../src/people/customers/testing.ts'
import { newId } from '../../../src/lib/ids.ts'
import { leaksIn, startWithRule, type World } from './world.ts'

// Many issues are named in one call: what is said of a hidden one is what is said of one that is not there.
let world: World
beforeAll(async () => {
  world = await startWithRule()
})
afterAll(() => world.stop())

async function bulkOfBen(body: object): Promise<{ status: number; items: BulkResult[]; text: string }> {
  const { app, ben } = world
  const answer = await fetch(`${app.url}/api/v1/issues/bulk`, {
    method: 'POST',
    headers: { ...ben.credentials, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const text = await answer.text()
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the answer of this one route
  return { status: answer.status, items: (JSON.parse(text) as { items: BulkResult[] }).items, text }
}
const until = new Date(Date.now() + 86_400_000).toISOString()
const changes: [string, (tag: Tag) => object][] = [
  ['assign', () => ({ kind: 'assign', ownerId: null })],
  ['priority', () => ({ kind: 'priority', priority: 'urgent' })],
  ['tags', ({ id }) => ({ kind: 'tags', add: [id] })],
  ['tags that are not there', () => ({ kind: 'tags', add: [newId()] })],
  ['close', () => ({ kind: 'close' })],
  ['reopen', () => ({ kind: 'reopen' })],
  ['snooze', () => ({ kind: 'snooze', until })],
  // Ben may give an issue there, and sees it no more.
  ['assign to the hidden team', () => ({ kind: 'assign', teamId: world.hidden.team })],
]

test('hidden issues among many are answered as if they were not there, and stay as they are', async () => {
  const { hidden, seen, app } = world
  const tag = await app.api<Tag>('POST', '/tags', { name: 'Bulk' })
  const before = await world.snapshot()
  const unknown = [newId(), newId()]
  const filler = Array.from({ length: mostInBulk - hidden.ids.issue.length - unknown.length - 1 }, newId)
  for (const [, change] of changes) {
    const ids = [...unknown, ...hidden.ids.issue, seen.issueId, ...filler]
    const was = Object.fromEntries(hidden.ids.issue.map((id) => [id, { priority: 'low', status: 'resolved' }]))
    const { status, items, text } = await bulkOfBen({ ids, change: change(tag), was })
    expect(status).toBe(200)
    expect(items.map(({ id }) => id)).toEqual(ids)
    const [{ id: _, ...ofUnknown }] = [items[0]!]
    expect(ofUnknown).toMatchObject({ outcome: 'refused', issue: null, problem: { code: 'not_found' } })
    for (const { id, ...said } of items) if (id !== seen.issueId) expect(said).toEqual(ofUnknown)
    // The ids themselves are those that Ben named.
    const named = new Set(hidden.ids.issue)
    expect(leaksIn(text, world).filter((secret) => !named.has(secret))).toEqual([])
  }
  expect(await world.snapshot()).toEqual(before)
}, 120_000)

test('nobody waits for the thread of a hidden issue: how long an answer takes says nothing of it', async () => {
  const { hidden, app } = world
  const held = holdOpen(app.database.db, async (tx) => {
    for (const id of hidden.ids.customer) await lockCustomer(tx, id)
    await lockCustomer(tx, world.seen.customerId)
  })
  await held.done
  try {
    const ids = [newId(), ...hidden.ids.issue.filter((id) => id !== world.seen.issueId)]
    const { items } = await bulkOfBen({ ids, change: { kind: 'close' } })
    expect(items.map(({ problem }) => problem?.code)).toEqual(ids.map(() => 'not_found'))
  } finally {
    await held.end()
  }
})

test('an issue that is named often is changed once, and answered once', async () => {
  const { seen, app } = world
  await app.api('PATCH', `/issues/${seen.issueId}`, { priority: 'normal', teamId: null })
  const { version } = await app.api<{ version: number }>('GET', `/issues/${seen.issueId}`)
  const ids = Array.from({ length: mostInBulk }, () => seen.issueId)
  const { items } = await bulkOfBen({ ids, change: { kind: 'priority', priority: 'high' } })
  expect(items).toMatchObject([{ id: seen.issueId, outcome: 'changed' }])
  expect(await app.api('GET', `/issues/${seen.issueId}`)).toMatchObject({ version: version + 1 })
})
