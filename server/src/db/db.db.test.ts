import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { createTestDatabase } from '../../test/database.ts'
import { transact } from './db.ts'
import { queryPrepared } from './prepared.ts'

test('counters are numbers, days are text, moments are dates and documents are parsed', async () => {
  await using database = await createTestDatabase()
  const { rows } = await sql`
    SELECT 9007199254740991::int8 AS counter, 9007199254740993::int8 AS huge, date '2024-02-29' AS day,
      timestamptz '2024-02-29 12:00+02' AS moment, '{"a":[1]}'::jsonb AS document`.execute(database.db)
  expect(rows).toEqual([
    {
      counter: 9007199254740991,
      huge: 9007199254740993n,
      day: '2024-02-29',
      moment: new Date('2024-02-29T10:00:00Z'),
      document: { a: [1] },
    },
  ])
})

test('what fails inside a transaction leaves nothing behind', async () => {
  await using database = await createTestDatabase()
  await sql`CREATE TABLE notes (text text)`.execute(database.db)
  const failing = transact(database.db, async (tx) => {
    await queryPrepared(tx, 'add-note', 'INSERT INTO notes VALUES ($1)', ['hello'])
    throw new Error('no')
  })
  await expect(failing).rejects.toThrow('no')
  expect((await sql`SELECT FROM notes`.execute(database.db)).rows).toHaveLength(0)
})
