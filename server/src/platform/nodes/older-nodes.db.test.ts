import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import type { Migration } from '../db/migrate.ts'
import { newId } from '../../lib/ids.ts'
import { silentLogger } from '../../lib/logger.ts'
import { olderNodesStopped } from './older-nodes.ts'
import { beat } from './queries.ts'

let database: TestDatabase
beforeEach(async () => void (database = await createTestDatabase()))
afterEach(() => database.drop())

const migration = (rolling: Migration['rolling']): Migration => ({
  version: 90,
  name: 'later',
  sql: '',
  checksum: '',
  rolling,
  index: null,
})

async function sayHere(version: string, id = newId()): Promise<string> {
  const node = { id, name: `node-${version}`, version, services: ['web'], mark: '', problem: null, isProven: true }
  await beat(database.db, node)
  return id
}

/** As the migration asks, in a transaction of its own each time. */
function starting(): (rolling: Migration['rolling']) => Promise<boolean> {
  const mayApply = olderNodesStopped(silentLogger)
  return async (rolling) => {
    const client = await database.pool.connect()
    try {
      await client.query('BEGIN')
      return await mayApply(client, [migration('yes'), migration(rolling)])
    } finally {
      await client.query('ROLLBACK')
      client.release()
    }
  }
}

test('where no node runs, every migration may be applied', async () => {
  const ask = starting()
  expect(await ask('no')).toBe(true)
})

test('a node that says that it is there is in the way of a migration that does not leave it running', async () => {
  const [older, newer] = [await sayHere('0.1.0'), await sayHere('0.2.0')]
  const ask = starting()
  expect(await ask('yes')).toBe(true)
  expect(await ask('from 0.1.0')).toBe(true)
  // They may have been killed a moment ago.
  expect(await ask('no')).toBe(false)
  expect(await ask('from 0.2.0')).toBe(false)
  await sayHere('0.2.0', newer)
  expect(await ask('from 0.2.0')).toBe(false)
  await sayHere('0.1.0', older)
  await expect(ask('from 0.2.0')).rejects.toThrow(
    'Older nodes still run on this database: node-0.1.0 (0.1.0). They cannot work with the schema of this version (migration 90, later).',
  )
  await expect(ask('no')).rejects.toThrow('node-0.1.0 (0.1.0), node-0.2.0 (0.2.0)')
})

test('one that was killed is gone after 20 seconds without a word', async () => {
  const killed = await sayHere('0.1.0')
  const ask = starting()
  expect(await ask('no')).toBe(false)
  await database.db
    .updateTable('nodes')
    .set({ seen_at: new Date(Date.now() - 21_000) })
    .where('id', '=', killed)
    .execute()
  expect(await ask('no')).toBe(true)
})

test('a node that joins meanwhile waits until the schema is what it will find', async () => {
  const client = await database.pool.connect()
  await client.query('BEGIN')
  expect(await olderNodesStopped(silentLogger)(client, [migration('no')])).toBe(true)
  let hasJoined = false
  const joining = sayHere('0.1.0').then(() => (hasJoined = true))
  const isWaiting = async (): Promise<boolean> => {
    const { rows } = await database.pool.query(
      `SELECT FROM pg_locks WHERE relation = 'nodes'::regclass AND NOT granted
         AND database = (SELECT oid FROM pg_database WHERE datname = current_database())`,
    )
    return rows.length === 1
  }
  await expect.poll(isWaiting).toBe(true)
  expect(hasJoined).toBe(false)
  await client.query('COMMIT')
  client.release()
  await joining
})
