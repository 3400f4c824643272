import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { loadParts } from '../src/parts.ts'
import { createTestDatabase } from './database.ts'

test('every table of the database belongs to a part, and every declared one is there', async () => {
  await using database = await createTestDatabase()
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' order by 1
  `.execute(database.db)
  const declared = (await loadParts()).flatMap(({ tables = {} }) => Object.keys(tables))
  // The runner of migrations keeps a list of those it has run.
  expect(rows.map(({ name }) => name)).toEqual([...declared, 'schema_migrations'].toSorted())
})
