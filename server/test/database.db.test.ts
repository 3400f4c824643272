import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { currentVersion, requiredVersion } from '../src/platform/db/migrate.ts'
import { createTestDatabase } from './database.ts'

test('each test database has the whole schema, and rows of its own', async () => {
  await using one = await createTestDatabase()
  await using other = await createTestDatabase()
  expect(await currentVersion(one.pool)).toBe(requiredVersion())
  await sql`CREATE TABLE mine ()`.execute(one.db)
  expect((await sql`SELECT to_regclass('mine') AS mine`.execute(other.db)).rows).toEqual([{ mine: null }])
})

test('many at once are made without getting in one another’s way', async () => {
  const databases = await Promise.all(Array.from({ length: 6 }, () => createTestDatabase({ poolSize: 1 })))
  const names = await Promise.all(
    databases.map(async ({ db }) => (await sql`SELECT current_database() AS name`.execute(db)).rows[0]),
  )
  expect(new Set(names.map((row) => JSON.stringify(row))).size).toBe(6)
  await Promise.all(databases.map((database) => database.drop()))
})

test('dropping ends whatever still talks to it', async () => {
  const database = await createTestDatabase({ poolSize: 1 })
  const client = await database.pool.connect()
  client.on('error', () => {})
  const dropped = database.drop()
  client.release()
  await dropped
  await expect(sql`SELECT 1`.execute(database.db)).rejects.toThrow()
})
