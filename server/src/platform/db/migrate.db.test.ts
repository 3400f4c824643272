import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { silentLogger as logger } from '../../lib/logger.ts'
import { openDatabase } from './db.ts'
import { currentVersion, migrate, migrationsDir, requiredVersion } from './migrate.ts'

let database: TestDatabase
let dir: string

beforeEach(async () => {
  database = await createTestDatabase({ empty: true })
  dir = mkdtempSync(join(tmpdir(), 'throughline-migrations-'))
  write('0001-people.sql', 'CREATE TABLE people (name text);')
  write('0002-pets.sql', `CREATE TABLE pets (name text);\nINSERT INTO people VALUES ('Ada');`)
})
afterEach(async () => {
  await database.drop()
  rmSync(dir, { recursive: true, force: true })
})

const write = (name: string, sql: string): void => writeFileSync(join(dir, name), sql)

test('an empty database is brought up to date, once', async () => {
  expect(await currentVersion(database.pool)).toBe(0)
  expect(await migrate(database.pool, { logger, dir })).toEqual({ applied: [1, 2], version: 2 })
  expect(await migrate(database.pool, { logger, dir })).toEqual({ applied: [], version: 2 })
  expect(await currentVersion(database.pool)).toBe(requiredVersion(dir))
})

test('a newer file is added to what is there', async () => {
  await migrate(database.pool, { logger, dir })
  write('0003-toys.sql', 'CREATE TABLE toys ();')
  expect(requiredVersion(dir)).toBe(3)
  expect(await currentVersion(database.pool)).toBe(2)
  expect(await migrate(database.pool, { logger, dir })).toEqual({ applied: [3], version: 3 })
})

test('many nodes that start at once apply each migration once', async () => {
  const nodes = Array.from({ length: 5 }, () => openDatabase({ connection: database.connection, poolSize: 1, logger }))
  const outcomes = await Promise.all(nodes.map(({ pool }) => migrate(pool, { logger, dir })))
  const applied = outcomes.flatMap((outcome) => outcome.applied)
  expect(applied.toSorted((a, b) => a - b)).toEqual([1, 2])
  const { rows } = await database.pool.query('SELECT name FROM people')
  expect(rows).toEqual([{ name: 'Ada' }])
  await Promise.all(nodes.map((node) => node.close()))
})

test('a file that changed after it was applied is refused by name', async () => {
  await migrate(database.pool, { logger, dir })
  write('0001-people.sql', 'CREATE TABLE people (name text, age int);')
  await expect(migrate(database.pool, { logger, dir })).rejects.toThrow('The migration 1 (people) was changed')
})

test('other line ends are not a change', async () => {
  await migrate(database.pool, { logger, dir })
  write('0002-pets.sql', `CREATE TABLE pets (name text);\r\nINSERT INTO people VALUES ('Ada');`)
  expect((await migrate(database.pool, { logger, dir })).applied).toEqual([])
})

test('a failing migration leaves nothing of itself and keeps those before it', async () => {
  write('0003-wrong.sql', 'CREATE TABLE half (); SELECT 1 / 0;')
  await expect(migrate(database.pool, { logger, dir })).rejects.toThrow(
    'The migration 3 (wrong) failed: division by zero',
  )
  expect(await currentVersion(database.pool)).toBe(2)
  const { rows } = await database.pool.query(`SELECT to_regclass('half') AS half`)
  expect(rows).toEqual([{ half: null }])
})

test('a number used twice, a wrong name and a late number are refused', async () => {
  write('0002-also.sql', '')
  await expect(migrate(database.pool, { logger, dir })).rejects.toThrow('the number 2')
  rmSync(join(dir, '0002-also.sql'))
  write('wrong.sql', '')
  await expect(migrate(database.pool, { logger, dir })).rejects.toThrow('wrong.sql must be named')
  rmSync(join(dir, 'wrong.sql'))
  write('0005-later.sql', '')
  await migrate(database.pool, { logger, dir })
  write('0004-late.sql', '')
  await expect(migrate(database.pool, { logger, dir })).rejects.toThrow('older than the newest one')
})

test('a database that a newer version migrated is refused by an older one', async () => {
  await migrate(database.pool, { logger, dir })
  rmSync(join(dir, '0002-pets.sql'))
  await expect(migrate(database.pool, { logger, dir })).rejects.toThrow('newer version')
})

test('it is accepted when each migration that the older one does not know leaves it running', async () => {
  await migrate(database.pool, { logger, dir })
  write('0003-toys.sql', '-- rolling: yes\nCREATE TABLE toys ();')
  write('0004-names.sql', '-- rolling: from 1.4.0\nALTER TABLE pets DROP COLUMN name;')
  await migrate(database.pool, { logger, dir })
  rmSync(join(dir, '0003-toys.sql'))
  rmSync(join(dir, '0004-names.sql'))
  for (const version of ['1.4.0', '1.5.0']) {
    expect(await migrate(database.pool, { logger, dir, version })).toEqual({ applied: [], version: 2 })
  }
  await expect(migrate(database.pool, { logger, dir, version: '1.3.9' })).rejects.toThrow(
    'This database was migrated by a newer version of Throughline (migration 4, this one knows 2). ' +
      'Start that version, or restore a backup from before.',
  )
})

test('a mark that is not understood counts as none', async () => {
  write('0003-toys.sql', '-- rolling: perhaps\nCREATE TABLE toys ();')
  await migrate(database.pool, { logger, dir })
  rmSync(join(dir, '0003-toys.sql'))
  await expect(migrate(database.pool, { logger, dir })).rejects.toThrow('newer version')
})

test('what the migrations say is recorded from now on, in a database that an older version made as well', async () => {
  await migrate(database.pool, { logger, dir })
  await database.pool.query('ALTER TABLE schema_migrations DROP COLUMN rolling')
  write('0003-toys.sql', '-- rolling: yes\nCREATE TABLE toys ();')
  await migrate(database.pool, { logger, dir })
  const { rows } = await database.pool.query('SELECT version, rolling FROM schema_migrations ORDER BY version')
  expect(rows).toEqual([
    { version: 1, rolling: null },
    { version: 2, rolling: null },
    { version: 3, rolling: 'yes' },
  ])
})

test('a migration beside others that work gives way to what holds its table, and comes back', async () => {
  await migrate(database.pool, { logger, dir })
  write('0003-ages.sql', '-- rolling: yes\nALTER TABLE people ADD COLUMN age int;')
  const holder = await database.pool.connect()
  await holder.query('BEGIN; SELECT * FROM people')
  const warned = Promise.withResolvers<void>()
  const watched = Object.create(logger, { warn: { value: () => warned.resolve() } })
  const migrated = migrate(database.pool, { logger: watched, dir })
  await warned.promise
  // A query that asks for the table now does not wait behind the migration.
  await database.pool.query(`SET lock_timeout = 0; INSERT INTO people VALUES ('Bo')`)
  await holder.query('COMMIT')
  holder.release()
  expect((await migrated).applied).toEqual([3])
})

test('an index is built while others write, and one that was cut off is built anew', async () => {
  await migrate(database.pool, { logger, dir })
  write(
    '0003-index.sql',
    '-- rolling: yes\n-- For finding by name.\ncreate unique index concurrently people_by_name on people (name);',
  )
  await database.pool.query(`INSERT INTO people VALUES ('Ada')`)
  await expect(migrate(database.pool, { logger, dir })).rejects.toThrow(
    'The migration 3 (index) failed: could not create unique index',
  )
  const isValid = async (): Promise<unknown> =>
    (await database.pool.query(`SELECT indisvalid FROM pg_index WHERE indexrelid = 'people_by_name'::regclass`)).rows
  expect(await isValid()).toEqual([{ indisvalid: false }])
  expect(await currentVersion(database.pool)).toBe(2)

  await database.pool.query('DELETE FROM people')
  const nodes = Array.from({ length: 3 }, () => openDatabase({ connection: database.connection, poolSize: 1, logger }))
  const outcomes = await Promise.all(nodes.map(({ pool }) => migrate(pool, { logger, dir })))
  expect(outcomes.flatMap(({ applied }) => applied)).toEqual([3])
  expect(await isValid()).toEqual([{ indisvalid: true }])
  await Promise.all(nodes.map((node) => node.close()))
})

test('it can stop at a version, as a restore does', async () => {
  expect(await migrate(database.pool, { logger, dir, upTo: 1 })).toEqual({ applied: [1], version: 1 })
})

test("the product's own migrations apply from first to last", async () => {
  const { version } = await migrate(database.pool, { logger })
  expect(version).toBe(requiredVersion(migrationsDir))
})
