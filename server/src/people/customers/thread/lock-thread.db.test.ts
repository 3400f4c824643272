import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { transact } from '../../../platform/db/db.ts'
import { newId } from '../../../lib/ids.ts'
import { at, holdOpen, lockWaiters, now } from '../testing.ts'
import { lockThread, positionAt, type LockedPosition } from './lock-thread.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

async function newCustomer(): Promise<string> {
  const id = newId()
  await database.db
    .insertInto('customers')
    .values({ id, created_at: now, updated_at: now, display_name: null, canonical_id: null })
    .execute()
  return id
}
const lock = (homeId: string, more: { now?: Date; count?: number } = {}): Promise<LockedPosition> =>
  transact(database.db, (tx) => lockThread(tx, { homeId, now, ...more }))

test('positions are gapless and rise in time, though the clock stands still or goes back', async () => {
  const homeId = await newCustomer()
  expect(await lock(homeId)).toMatchObject({
    canonicalId: homeId,
    homeId,
    memberIds: [homeId],
    seq: 1,
    recordedAt: now,
    recordedAtExact: '2026-01-05T08:00:00.000000Z',
  })
  expect(await lock(homeId)).toMatchObject({ seq: 2, recordedAtExact: '2026-01-05T08:00:00.000001Z' })
  expect(await lock(homeId, { now: at('07:00:00') })).toMatchObject({
    seq: 3,
    recordedAtExact: '2026-01-05T08:00:00.000002Z',
  })
  expect(await lock(homeId, { now: at('09:00:00') })).toMatchObject({
    seq: 4,
    recordedAtExact: '2026-01-05T09:00:00.000000Z',
  })
})

test('several positions are taken at once', async () => {
  const homeId = await newCustomer()
  const thread = await lock(homeId, { count: 3 })
  expect([0, 1, 2].map((index) => positionAt(thread, index))).toMatchObject([
    { seq: 1, recordedAtExact: '2026-01-05T08:00:00.000000Z' },
    { seq: 2, recordedAtExact: '2026-01-05T08:00:00.000001Z' },
    { seq: 3, recordedAtExact: '2026-01-05T08:00:00.000002Z' },
  ])
  expect(await lock(homeId)).toMatchObject({ seq: 4, recordedAtExact: '2026-01-05T08:00:00.000003Z' })
})

test('a position after the end of a second is in the next one', async () => {
  const position = await lock(await newCustomer(), { now: at('23:59:59.999') })
  expect(positionAt(position, 1000)).toMatchObject({ seq: 1001, recordedAtExact: '2026-01-06T00:00:00.000000Z' })
})

test('a position that is given back is the next one again', async () => {
  const homeId = await newCustomer()
  await transact(database.db, async (tx) => (await lockThread(tx, { homeId, now, count: 2 })).giveBack(tx))
  expect(await lock(homeId)).toMatchObject({ seq: 1 })
})

test('writers of one thread wait for each other, and a position that is rolled back is given out again', async () => {
  const homeId = await newCustomer()
  const early = holdOpen(database.db, (tx) => lockThread(tx, { homeId, now }))
  expect((await early.done).seq).toBe(1)
  const late = lock(homeId)
  await lockWaiters(database.db, 1)
  await early.end()
  expect((await late).seq).toBe(2)

  await transact(database.db, async (tx) => {
    await lockThread(tx, { homeId, now })
    throw new Error('no')
  }).catch(() => undefined)
  expect((await lock(homeId)).seq).toBe(3)
})

test('twenty writers at once get twenty positions', async () => {
  const homeId = await newCustomer()
  const threads = await Promise.all(Array.from({ length: 20 }, () => lock(homeId)))
  expect(threads.map(({ seq }) => seq).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 20 }, (_, i) => i + 1))
  expect(new Set(threads.map(({ recordedAtExact }) => recordedAtExact)).size).toBe(20)
})

test('rows that refer to a locked customer can be added meanwhile', async () => {
  const homeId = await newCustomer()
  const early = holdOpen(database.db, (tx) => lockThread(tx, { homeId, now }))
  await early.done
  await sql`insert into identity_links (id, at, action, customer_id, actor, reason)
    values (${newId()}, now(), 'attach', ${homeId}, '{}', '')`.execute(database.db)
  await early.end()
})

test('a customer that does not exist has no thread', async () => {
  await expect(lock(newId())).rejects.toMatchObject({ code: 'not_found' })
})
