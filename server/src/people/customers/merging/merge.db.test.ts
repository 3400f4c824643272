import { untranslated } from '@throughline/protocol/words.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { transact, type Tx } from '../../../platform/db/db.ts'
import { newId } from '../../../lib/ids.ts'
import { appendEntry, contact, holdOpen, lockWaiters, mail, nora, now } from '../testing.ts'
import { canonicalIdOf } from '../thread/find-thread.ts'
import { membersOf } from '../thread/queries.ts'
import { mergeCustomers } from './merge.ts'
import { mergesOf } from './queries.ts'
import { undoMerge } from './undo-merge.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase({ poolSize: 12 })
})
afterAll(() => database.drop())

let count = 0
const newCustomer = async (): Promise<string> => (await contact(database.db, mail(`c${count++}@example.com`))).homeId
const newCustomers = async (): Promise<[string, string, string]> => [
  await newCustomer(),
  await newCustomer(),
  await newCustomer(),
]
const mergeIn = (tx: Tx, customerId: string, otherCustomerId: string) =>
  mergeCustomers(tx, { customerId, otherCustomerId, reason: untranslated('She said so.'), by: nora, now })
const merge = (customerId: string, otherCustomerId: string) =>
  transact(database.db, (tx) => mergeIn(tx, customerId, otherCustomerId))
const undo = (mergeId: string) => transact(database.db, (tx) => undoMerge(tx, { mergeId, by: nora, now }))
const append = (homeId: string) => transact(database.db, (tx) => appendEntry(tx, { homeId }))
const canonicalIds = (...ids: string[]) => Promise.all(ids.map((id) => canonicalIdOf(database.db, id)))
const customerRows = () => database.db.selectFrom('customers').selectAll().orderBy('id').execute()

test('the first stays canonical, and the other joins it with all that it stands for', async () => {
  const [a, b, c] = await newCustomers()
  await merge(b, c)
  await merge(a, b)
  expect(await canonicalIds(a, b, c)).toEqual([a, a, a])
  expect(await membersOf(database.db, c)).toEqual([a, ...[b, c].toSorted()])
})

test('naming any record of a thread merges its canonical one', async () => {
  const [a, b, c] = await newCustomers()
  await merge(a, b)
  expect(await merge(b, c)).toMatchObject({ customer_id: a, other_customer_id: c })
})

test('a merge changes pointers only, and taking it back leaves every row as it was', async () => {
  const [a, b] = await newCustomers()
  await append(a)
  await append(b)
  const before = await customerRows()
  const { id } = await merge(a, b)
  await undo(id)
  expect(await customerRows()).toEqual(before)
})

test('a merge in the middle of a chain is taken back, and the rest stays', async () => {
  const [a, b, c] = await newCustomers()
  const middle = await merge(a, b)
  await merge(c, a)
  await undo(middle.id)
  expect(await canonicalIds(a, b, c)).toEqual([c, b, c])
})

test('a record that left takes along those that had joined it', async () => {
  const [a, b, c] = await newCustomers()
  await merge(b, c)
  const top = await merge(a, b)
  await undo(top.id)
  expect(await canonicalIds(a, b, c)).toEqual([a, b, b])
})

test('what is no merge is refused with what is wrong', async () => {
  const [a, b] = await newCustomers()
  await expect(merge(a, a)).rejects.toMatchObject({ code: 'already_merged' })
  await expect(merge(a, newId())).rejects.toMatchObject({ code: 'not_found', publicMessage: /other customer/ })
  await expect(merge(newId(), a)).rejects.toMatchObject({ code: 'not_found' })
  await expect(undo(newId())).rejects.toMatchObject({ code: 'not_found' })
  const { id } = await merge(a, b)
  await expect(merge(b, a)).rejects.toMatchObject({ code: 'already_merged' })
  await undo(id)
  await expect(undo(id)).rejects.toMatchObject({ code: 'merge_already_undone' })
})

test('merges and undos are evidence, events and history', async () => {
  const [a, b] = await newCustomers()
  const { id } = await merge(a, b)
  await undo(id)
  const links = await database.db
    .selectFrom('identity_links')
    .select(['action', 'customer_id', 'other_customer_id', 'actor', 'reason'])
    .where('merge_id', '=', id)
    .orderBy('id')
    .execute()
  expect(links).toEqual([
    { action: 'merge', customer_id: a, other_customer_id: b, actor: nora, reason: 'She said so.' },
    { action: 'undo', customer_id: a, other_customer_id: b, actor: nora, reason: 'The merge was undone.' },
  ])
  const events = await database.db
    .selectFrom('events')
    .select(['type', 'customer_id', 'data'])
    .where('customer_id', 'in', [a, b])
    .where('type', 'like', 'customer.merge%')
    .orderBy('position')
    .execute()
  expect(events).toEqual([
    { type: 'customer.merged', customer_id: a, data: { mergeId: id, otherCustomerId: b, joinedIds: [b] } },
    { type: 'customer.merged', customer_id: b, data: { mergeId: id, intoCustomerId: a } },
    { type: 'customer.merge_undone', customer_id: a, data: { mergeId: id, otherCustomerId: b, leftIds: [b] } },
  ])
  expect(await mergesOf(database.db, [b])).toMatchObject([{ id, merged_by: nora, undone_by: nora, undone_at: now }])
})

test('an entry of a merged record stays on its home and comes after all others of the thread', async () => {
  const [a, b] = await newCustomers()
  await append(a)
  const newest = await append(a)
  await append(b)
  await merge(a, b)
  const position = await append(b)
  expect(position).toMatchObject({ homeId: b, canonicalId: a, seq: 2 })
  expect(position.memberIds).toEqual([a, b])
  expect(position.recordedAtExact > newest.recordedAtExact).toBe(true)
  expect((await append(a)).recordedAtExact > position.recordedAtExact).toBe(true)
})

test('appending to either record while they are merged waits, and then knows the merged thread', async () => {
  const [a, b] = await newCustomers()
  await append(a)
  const open = holdOpen(database.db, (tx) => mergeIn(tx, a, b))
  await open.done
  const appends = [append(a), append(b)]
  await lockWaiters(database.db, 2)
  await open.end()
  const positions = await Promise.all(appends)
  for (const position of positions) expect(position).toMatchObject({ canonicalId: a, memberIds: [a, b] })
  expect(new Set(positions.map(({ recordedAtExact }) => recordedAtExact)).size).toBe(2)
})

test('merging waits for an entry that is being recorded, on either record', async () => {
  for (const onto of [0, 1]) {
    const [a, b] = await newCustomers()
    const open = holdOpen(database.db, (tx) => appendEntry(tx, { homeId: [a, b][onto]! }))
    const first = await open.done
    const merging = merge(a, b)
    await lockWaiters(database.db, 1)
    await open.end()
    await merging
    expect((await append(a)).recordedAtExact > first.recordedAtExact).toBe(true)
  }
})

test('taking a merge back while an entry waits leaves the entry on its own thread', async () => {
  const [a, b] = await newCustomers()
  const { id } = await merge(a, b)
  const open = holdOpen(database.db, (tx) => undoMerge(tx, { mergeId: id, by: nora, now }))
  await open.done
  const appends = [append(a), append(b)]
  await lockWaiters(database.db, 2)
  await open.end()
  const [onA, onB] = await Promise.all(appends)
  expect(onA).toMatchObject({ canonicalId: a, memberIds: [a] })
  expect(onB).toMatchObject({ canonicalId: b, memberIds: [b] })
})

test('taking a merge back waits for an entry that is being recorded', async () => {
  const [a, b] = await newCustomers()
  const { id } = await merge(a, b)
  const open = holdOpen(database.db, (tx) => appendEntry(tx, { homeId: b }))
  await open.done
  const undoing = undo(id)
  await lockWaiters(database.db, 1)
  await open.end()
  await undoing
  expect(await append(b)).toMatchObject({ canonicalId: b, seq: 2 })
})

test('of two opposite merges at once one wins and the other is told so', async () => {
  const [a, b] = await newCustomers()
  const outcomes = await Promise.allSettled([merge(a, b), merge(b, a)])
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
  expect(outcomes.find((outcome) => outcome.status === 'rejected')?.reason).toMatchObject({ code: 'already_merged' })
  const [rootOfA, rootOfB] = await canonicalIds(a, b)
  expect(rootOfA).toBe(rootOfB)
})

test('merges in a ring at once make one thread, with one merge refused', async () => {
  const [a, b, c] = await newCustomers()
  const outcomes = await Promise.allSettled([merge(a, b), merge(b, c), merge(c, a)])
  expect(outcomes.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'fulfilled', 'rejected'])
  expect(new Set(await canonicalIds(a, b, c)).size).toBe(1)
})

const often = { retries: 50 }
async function mergeAndUndo(one: string, other: string): Promise<void> {
  for (let round = 0; round < 8; round++) {
    const merged = await transact(database.db, (tx) => mergeIn(tx, one, other), often).catch(() => null)
    if (merged) await transact(database.db, (tx) => undoMerge(tx, { mergeId: merged.id, by: nora, now }), often)
  }
}

test('appends, merges and undos all at once lose no position and give none out twice', async () => {
  const customers = await newCustomers()
  const [a, b, c] = customers
  const appending = customers.flatMap((homeId) =>
    Array.from({ length: 2 }, async () => {
      const positions = []
      for (let i = 0; i < 15; i++)
        positions.push(await transact(database.db, (tx) => appendEntry(tx, { homeId }), often))
      return positions
    }),
  )
  const [positions] = await Promise.all([
    Promise.all(appending),
    mergeAndUndo(a, b),
    mergeAndUndo(b, c),
    mergeAndUndo(c, a),
  ])
  for (const homeId of customers) {
    const ofHome = positions.flat().filter((position) => position.homeId === homeId)
    expect(ofHome.map(({ seq }) => seq).toSorted((x, y) => x - y)).toEqual(Array.from({ length: 30 }, (_, i) => i + 1))
    const inOrder = ofHome.toSorted((x, y) => x.seq - y.seq).map(({ recordedAtExact }) => recordedAtExact)
    expect(inOrder).toEqual([...new Set(inOrder)].toSorted())
  }
  expect(await canonicalIds(a, b, c)).toEqual([a, b, c])
})
