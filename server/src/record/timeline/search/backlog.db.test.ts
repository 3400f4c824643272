import { sql } from 'kysely'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { newId } from '../../../lib/ids.ts'
import { transact } from '../../../platform/db/db.ts'
import { indexBacklog, indexedSince } from './backlog.ts'
import { indexEntries, settleTerms } from './index-entries.ts'
import { searchTerms } from './search.ts'

let database: TestDatabase
const customerId = newId()
const began = Date.UTC(2026, 0, 1)
beforeEach(async () => {
  database = await createTestDatabase()
  await sql`insert into customers (id, created_at, updated_at) values (${customerId}, now(), now())`.execute(
    database.db,
  )
})
afterEach(() => database.drop())

/** As if they had been written a minute apart, the n-th with the word `nth<n>`. */
async function write(from: number, to: number): Promise<string[]> {
  const ids: string[] = []
  for (let n = from; n < to; n++) {
    const [id, at] = [newId(began + n * 60_000), new Date(began + n * 60_000)]
    ids.push(id)
    await sql`
      insert into entries (customer_id, seq, id, kind, direction, author_kind, author_name, text, content, occurred_at,
        recorded_at, threading)
      values (${customerId}, ${n + 1}, ${id}, 'message', 'in', 'customer', 'Somebody', ${`kettle nth${n}`},
        '{"type": "text"}', ${at}, ${at}, '{}')`.execute(database.db)
  }
  return ids
}
const find = async (query: string, limit = 2000): Promise<string[]> =>
  (await searchTerms(database.db, { query, limit, cursor: null })).map((hit) => hit.entry_id)
const appended = (entryId: string) => ({
  position: 1,
  xid: '1',
  id: newId(),
  type: 'entry.appended' as const,
  at: new Date(),
  customerId,
  issueId: null,
  entryId,
  data: {},
})

/** What the migration leaves in a database with entries. */
async function becomeBacklog(lastId: string): Promise<void> {
  const now = new Date(began + 10_000 * 60_000)
  await sql`insert into search_segments (number, from_at) values (1, ${now})`.execute(database.db)
  await sql`insert into search_backlog (up_to_id, done_from) values (${lastId}, ${now})`.execute(database.db)
}

test('entries of before the index are found after a while, each once, newest first', async () => {
  const ids = await write(0, 1100)
  await becomeBacklog(ids.at(-1)!)
  expect(await find('kettle')).toEqual([])
  // One batch, so that half of it is seen.
  await indexBacklog(database.db, { atMostMs: 0.001 })
  expect(await find('kettle')).toEqual(ids.slice(600).toReversed())
  expect(await indexedSince(database.db)).toEqual(new Date(began + 600 * 60_000))
  await indexBacklog(database.db, { atMostMs: 60_000 })
  expect(await find('kettle')).toEqual(ids.toReversed())
  expect(await find('nth7')).toContain(ids[7])
  expect(await indexedSince(database.db)).toBeNull()
})

test('full segments are closed on both sides, and pages stay in order over their borders', async () => {
  const ids = await write(0, 1600)
  await becomeBacklog(ids.at(-1)!)
  await sql`update search_segments set entries = 70000`.execute(database.db)
  const later = await write(11_000, 11_003)
  for (const id of later) await transact(database.db, (tx) => indexEntries(tx, [appended(id)]))
  await indexBacklog(database.db, { atMostMs: 60_000 })
  const { rows } = await sql<{ number: number }>`select number from search_segments order by from_at desc`.execute(
    database.db,
  )
  expect(rows.map(({ number }) => number)).toEqual([2, 1, 0, -1])
  expect(await find('kettle')).toEqual([...ids, ...later].toReversed())
})

test('what a node of the older version took from the feed is found, too', async () => {
  const ids = await write(0, 3)
  await becomeBacklog(ids.at(-1)!)
  await indexBacklog(database.db, { atMostMs: 60_000 })
  const [id] = await write(12_000, 12_001)
  await sql`insert into entry_words (entry_id, customer_id, recorded_at, words)
    select id, customer_id, recorded_at, to_tsvector('simple', text) from entries where id = ${id}`.execute(database.db)
  expect(await find('nth12000')).toEqual([])
  await indexBacklog(database.db, { atMostMs: 60_000 })
  expect(await find('nth12000')).toEqual([id])
})

test('the same event twice leaves one, and a batch that fails in the middle none', async () => {
  const [one, two] = await write(0, 2)
  await transact(database.db, (tx) => indexEntries(tx, [appended(one!), appended(one!)]))
  await transact(database.db, (tx) => indexEntries(tx, [appended(one!)]))
  const failing = transact(database.db, async (tx) => {
    await indexEntries(tx, [appended(two!)])
    throw new Error('in the middle')
  })
  await expect(failing).rejects.toThrow('in the middle')
  expect(await find('kettle')).toEqual([one])
  const { rows } = await sql<{ entries: number }>`select entries from search_segments`.execute(database.db)
  expect(rows).toEqual([{ entries: 1 }])
})

test('a term is found at once, also while it waits beside the index, and does not wait for ever', async () => {
  const [one] = await write(0, 1)
  await transact(database.db, (tx) => indexEntries(tx, [appended(one!)]))
  expect(await find('nth0')).toEqual([one])
  expect(await settleTerms(database.db)).toBeGreaterThan(0)
  expect(await settleTerms(database.db)).toBe(0)
  expect(await find('nth0')).toEqual([one])
})
