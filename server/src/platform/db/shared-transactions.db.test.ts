import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import type { Tx } from './db.ts'
import { insertLater, queryPrepared } from './prepared.ts'
import { rowInsert } from './row-insert.ts'
import { createSharedTransactions } from './shared-transactions.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase({ empty: true })
  await sql`create table test_pieces (place bigint generated always as identity, id text primary key, tx xid8,
    data jsonb, at timestamptz)`.execute(database.db)
})
afterAll(() => database.drop())
beforeEach(() => sql`truncate test_pieces restart identity`.execute(database.db))

const transactionOf = async (tx: Tx): Promise<string> =>
  (await queryPrepared<{ id: string }>(tx, 'test-xid', 'select pg_current_xact_id()::text as id', []))[0]!.id

const add = async (tx: Tx, id: string): Promise<string> => {
  const transaction = await transactionOf(tx)
  await queryPrepared(tx, 'test-add', 'insert into test_pieces (id, tx) values ($1, $2::text::xid8)', [id, transaction])
  return transaction
}

const ids = async (): Promise<string[]> =>
  (await sql<{ id: string }>`select id from test_pieces order by place`.execute(database.db)).rows.map(({ id }) => id)

test('what comes while a transaction is under way shares the next one', async () => {
  const shared = createSharedTransactions(database.db)
  const names = ['a', 'b', 'c', 'd', 'e']
  const transactions = await Promise.all(names.map((id) => shared.run(id, (tx) => add(tx, id))))
  const [first, ...others] = transactions
  expect(new Set(others).size).toBe(1)
  expect(others).not.toContain(first)
  expect((await ids()).toSorted()).toEqual(names)
})

test('two pieces on one subject never share a transaction, and keep their order', async () => {
  const shared = createSharedTransactions(database.db)
  const pieces = ['x', 'one', 'one', 'two', 'one']
  const transactions = await Promise.all(
    pieces.map((subject, at) => shared.run(subject, (tx) => add(tx, `${subject}${at}`))),
  )
  expect(new Set([transactions[1], transactions[2], transactions[4]]).size).toBe(3)
  const kept = await ids()
  expect(kept.filter((id) => id.startsWith('one'))).toEqual(['one1', 'one2', 'one4'])
})

test('pieces on one subject run one after the other, also while two transactions are under way', async () => {
  const shared = createSharedTransactions(database.db)
  let inside = 0
  const overlaps: number[] = []
  const pieces = Array.from({ length: 12 }, (_, at) => (at % 3 === 0 ? 'one' : `other${at}`))
  await Promise.all(
    pieces.map((subject, at) =>
      shared.run(subject, async (tx) => {
        if (subject === 'one') overlaps.push(inside++)
        await add(tx, `${subject}-${String(at).padStart(2, '0')}`)
        if (subject === 'one') inside--
      }),
    ),
  )
  expect(overlaps).toEqual([0, 0, 0, 0])
  const kept = (await ids()).filter((id) => id.startsWith('one'))
  expect(kept).toEqual(['one-00', 'one-03', 'one-06', 'one-09'])
})

test('a piece that fails takes no other along: each is run again alone', async () => {
  const shared = createSharedTransactions(database.db)
  await shared.run('before', (tx) => add(tx, 'there'))
  const outcomes = await Promise.allSettled([
    shared.run('a', (tx) => add(tx, 'a')),
    shared.run('b', (tx) => add(tx, 'b')),
    shared.run('c', (tx) => add(tx, 'there')),
    shared.run('d', () => Promise.reject(new Error('no'))),
    shared.run('e', (tx) => add(tx, 'e')),
  ])
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected', 'fulfilled'])
  expect(outcomes[2]).toMatchObject({ reason: { code: '23505' } })
  expect(outcomes[3]).toMatchObject({ reason: { message: 'no' } })
  expect((await ids()).toSorted()).toEqual(['a', 'b', 'e', 'there'])
})

test('a piece is done when it is committed', async () => {
  const shared = createSharedTransactions(database.db)
  await Promise.all(
    ['a', 'b', 'c'].map(async (id) => {
      await shared.run(id, (tx) => add(tx, id))
      expect(await ids()).toContain(id)
    }),
  )
})

test('many more than fit one transaction are all done', async () => {
  const shared = createSharedTransactions(database.db)
  const names = Array.from({ length: 100 }, (_, at) => `piece ${at}`)
  const transactions = await Promise.all(names.map((id) => shared.run(id, (tx) => add(tx, id))))
  expect(new Set(await ids())).toEqual(new Set(names))
  expect(new Set(transactions).size).toBeLessThan(15)
})

test('rows that wait together are inserted as they were given, by one statement', async () => {
  const insert = rowInsert('test_pieces', { id: 'text', data: 'jsonb', at: 'timestamptz' })
  const at = new Date('2026-03-04T05:06:07.089Z')
  const rows = [
    ['plain', '{"a":1}', at],
    ['quotes "double" \\ {curly}, comma', JSON.stringify({ words: 'say "no" \\ {}' }), null],
    ['NULL', null, '2026-03-04T05:06:07.089123Z'],
    ['', '[]', at],
  ] as const
  await database.db.transaction().execute(async (tx) => {
    for (const row of rows) await insertLater(tx, insert, row)
  })
  const { rows: kept } = await sql<{ id: string; data: unknown; at: string | null }>`
    select id, data, to_char(at at time zone 'UTC', 'HH24:MI:SS.US') as at from test_pieces order by place`.execute(
    database.db,
  )
  expect(kept).toEqual([
    { id: 'plain', data: { a: 1 }, at: '05:06:07.089000' },
    { id: 'quotes "double" \\ {curly}, comma', data: { words: 'say "no" \\ {}' }, at: null },
    { id: 'NULL', data: null, at: '05:06:07.089123' },
    { id: '', data: [], at: '05:06:07.089000' },
  ])
})
