import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { silentLogger } from '../../lib/logger.ts'
import { openDatabase, transact, type Tx } from './db.ts'
import { executeLater, prepared, queryPrepared } from './prepared.ts'

declare module './schema.ts' {
  interface Schema {
    test_counters: { name: string; value: number }
  }
}

let database: TestDatabase

beforeAll(async () => {
  database = await createTestDatabase({ empty: true })
  await sql`CREATE TABLE test_counters (name text PRIMARY KEY, value integer NOT NULL)`.execute(database.db)
})
afterAll(() => database.drop())
beforeEach(async () => {
  await sql`TRUNCATE test_counters`.execute(database.db)
  await sql`INSERT INTO test_counters VALUES ('a', 0), ('b', 0)`.execute(database.db)
})

const counters = (): Promise<Record<string, number>> =>
  database.db
    .selectFrom('test_counters')
    .selectAll()
    .execute()
    .then((rows) => Object.fromEntries(rows.map(({ name, value }) => [name, value])))

const increment = (tx: Tx, name: string): Promise<unknown> =>
  queryPrepared(tx, 'test-increment', 'UPDATE test_counters SET value = value + 1 WHERE name = $1', [name])

test('counters are numbers, days are text, moments are dates and documents are parsed', async () => {
  const { rows } = await sql`
    SELECT 9007199254740991::int8 AS counter, 9007199254740993::int8 AS huge, date '2024-02-29' AS day,
      timestamptz '2024-02-29 12:00+02' AS moment, '{"a":[1]}'::jsonb AS document, ARRAY[1, 2]::int[] AS list,
      NULL::int AS nothing`.execute(database.db)
  expect(rows).toEqual([
    {
      counter: 9007199254740991,
      huge: 9007199254740993n,
      day: '2024-02-29',
      moment: new Date('2024-02-29T10:00:00Z'),
      document: { a: [1] },
      list: [1, 2],
      nothing: null,
    },
  ])
})

test('the number of changed rows is told', async () => {
  const changed = await database.db.updateTable('test_counters').set({ value: 5 }).execute()
  expect(changed[0]?.numUpdatedRows).toBe(2n)
})

test('a transaction commits all or nothing', async () => {
  await transact(database.db, async (tx) => {
    await increment(tx, 'a')
    await increment(tx, 'b')
  })
  const failing = transact(database.db, async (tx) => {
    await increment(tx, 'a')
    throw new Error('changed my mind')
  })
  await expect(failing).rejects.toThrow('changed my mind')
  expect(await counters()).toEqual({ a: 1, b: 1 })
})

test('an error that was swallowed inside a transaction still fails it', async () => {
  const failing = transact(database.db, async (tx) => {
    await increment(tx, 'a')
    await sql`SELECT 1 / 0`.execute(tx).catch(() => {})
  })
  await expect(failing).rejects.toThrow('rolled back')
  expect(await counters()).toEqual({ a: 0, b: 0 })
})

test('the victim of a deadlock is run again, and both succeed', async () => {
  const met = Promise.withResolvers<void>()
  let waiting = 0
  const attempts: string[] = []
  const bump = (first: string, second: string): Promise<void> =>
    transact(database.db, async (tx) => {
      attempts.push(first)
      await sql`SET LOCAL deadlock_timeout = '20ms'`.execute(tx)
      await increment(tx, first)
      if (++waiting === 2) met.resolve()
      await met.promise
      await increment(tx, second)
    })
  await Promise.all([bump('a', 'b'), bump('b', 'a')])
  // A victim may lose a second time.
  expect(attempts.length).toBeGreaterThanOrEqual(3)
  expect(await counters()).toEqual({ a: 2, b: 2 })
})

test('a conflict is tried again as often as asked, other errors not at all', async () => {
  let attempts = 0
  const conflict = transact(
    database.db,
    async (tx) => {
      attempts++
      await sql`DO $$ BEGIN RAISE serialization_failure; END $$`.execute(tx)
    },
    { retries: 2 },
  )
  await expect(conflict).rejects.toMatchObject({ code: '40001' })
  expect(attempts).toBe(3)

  attempts = 0
  const mistake = transact(database.db, async (tx) => {
    attempts++
    await sql`SELECT 1 / 0`.execute(tx)
  })
  await expect(mistake).rejects.toMatchObject({ code: '22012' })
  expect(attempts).toBe(1)
})

test('a statement put off runs in its order, before the next query', async () => {
  const value = await transact(database.db, async (tx) => {
    await executeLater(tx, tx.updateTable('test_counters').set({ value: 7 }).where('name', '=', 'a'))
    await executeLater(
      tx,
      prepared('test-increment', 'UPDATE test_counters SET value = value + 1 WHERE name = $1', ['a']),
    )
    return tx.selectFrom('test_counters').select('value').where('name', '=', 'a').executeTakeFirstOrThrow()
  })
  expect(value).toEqual({ value: 8 })
})

test('a statement put off to the commit runs, and its failure fails the commit', async () => {
  await transact(database.db, async (tx) => {
    await executeLater(tx, tx.updateTable('test_counters').set({ value: 3 }).where('name', '=', 'a'))
  })
  expect(await counters()).toEqual({ a: 3, b: 0 })

  const failing = transact(database.db, async (tx) => {
    await increment(tx, 'b')
    await executeLater(tx, tx.insertInto('test_counters').values({ name: 'a', value: 0 }))
  })
  await expect(failing).rejects.toMatchObject({ code: '23505' })
  expect(await counters()).toEqual({ a: 3, b: 0 })
})

test('a transaction that asks nothing costs nothing and leaves its connection usable', async () => {
  expect(await transact(database.db, async () => 'done')).toBe('done')
  expect(await counters()).toEqual({ a: 0, b: 0 })
})

test('statements of one transaction issued at once run one after the other', async () => {
  await transact(database.db, async (tx) => {
    await Promise.all(Array.from({ length: 20 }, () => increment(tx, 'a')))
  })
  expect(await counters()).toEqual({ a: 20, b: 0 })
})

test('a transaction that escaped its function is refused', async () => {
  const escaped = await transact(database.db, async (tx) => {
    await increment(tx, 'a')
    return { tx }
  })
  await expect(increment(escaped.tx, 'a')).rejects.toThrow('has ended')
})

test('a named statement survives errors, and changes of its table', async () => {
  const all = (): Promise<unknown[]> =>
    queryPrepared(database.db, 'test-all', 'SELECT name, value FROM test_counters WHERE name = $1', ['a'])
  const one = openDatabase({ connection: database.connection, poolSize: 1, logger: silentLogger })
  const divide = (by: number): Promise<unknown[]> =>
    queryPrepared(one.db, 'test-divide', 'SELECT 6 / $1::int AS n', [by])
  expect(await divide(2)).toEqual([{ n: 3 }])
  await expect(divide(0)).rejects.toMatchObject({ code: '22012' })
  expect(await divide(3)).toEqual([{ n: 2 }])
  await one.close()

  expect(await all()).toEqual([{ name: 'a', value: 0 }])
  await sql`ALTER TABLE test_counters ADD COLUMN extra text DEFAULT 'x'`.execute(database.db)
  expect(await all()).toEqual([{ name: 'a', value: 0 }])
  await sql`ALTER TABLE test_counters DROP COLUMN extra`.execute(database.db)
})

test('a named statement names what it answers with, so that a new column does not change it', () => {
  const refused = ['SELECT * FROM a', 'SELECT a.*, 1 FROM a', 'SELECT 1, a.* FROM a', 'UPDATE a SET b = 1 RETURNING *']
  for (const text of refused) expect(() => prepared(`test-${text}`, text, [])).toThrow('has to name its columns')
  const text = 'WITH b AS (SELECT * FROM a) SELECT count(*), 2 * c FROM (SELECT * FROM b) AS d'
  expect(() => prepared('test-inner', text, [])).not.toThrow()
})

test('one name for two texts is a mistake that is told', async () => {
  expect(() => prepared('test-twice', 'SELECT 1', [])).not.toThrow()
  expect(() => prepared('test-twice', 'SELECT 2', [])).toThrow('another text')
})

test('a value that cannot be sent fails its query and nothing else', async () => {
  const circular: Record<string, unknown> = {}
  circular['self'] = circular
  await expect(sql`SELECT ${circular}::jsonb`.execute(database.db)).rejects.toThrow('circular')
  expect(await counters()).toEqual({ a: 0, b: 0 })
})

test('lost connections fail what runs on them and are made anew', async () => {
  const failing = transact(database.db, async (tx) => {
    await increment(tx, 'a')
    await sql`SELECT pg_terminate_backend(pg_backend_pid())`.execute(tx)
  })
  await expect(failing).rejects.toMatchObject({ code: '57P01' })
  await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()`.execute(database.db)
  await expect.poll(counters).toEqual({ a: 0, b: 0 })
})

test('a query that takes too long is ended, and so is a transaction that is forgotten open', async () => {
  const settings = await sql`
    SELECT current_setting('statement_timeout') AS statement, current_setting('application_name') AS name,
      current_setting('idle_in_transaction_session_timeout') AS idle`.execute(database.db)
  expect(settings.rows).toEqual([{ statement: '30s', name: 'throughline', idle: '1min' }])
  const slow = transact(database.db, async (tx) => {
    await sql`SET LOCAL statement_timeout = '20ms'`.execute(tx)
    await sql`SELECT pg_sleep(5)`.execute(tx)
  })
  await expect(slow).rejects.toMatchObject({ code: '57014' })
})
