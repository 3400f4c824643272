import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { newId } from '../../../lib/ids.ts'
import { followSessionChanges } from './session-changes.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

async function newSession(): Promise<string> {
  const id = newId()
  await database.pool.query(
    `insert into visitor_sessions (id, channel_id, token_hash, created_at, last_seen_at)
     values ($1::uuid, $1::uuid, $1::text, now(), now())`,
    [id],
  )
  return id
}

const end = 'update visitor_sessions set ended_at = now() where id = $1'

test('a session that changed is reported once; one that began or was only read is not', async () => {
  const changes = followSessionChanges(database.db)
  await changes.next()
  const [ended, seen] = [await newSession(), await newSession()]
  await database.pool.query('update visitor_sessions set last_seen_at = now() where id = $1', [seen])
  await database.pool.query(end, [ended])
  expect(await changes.next()).toEqual(new Set([ended]))
  expect(await changes.next()).toEqual(new Set())
})

test('a change that began before others and is committed after them is not missed', async () => {
  const changes = followSessionChanges(database.db)
  await changes.next()
  const [slow, quick] = [await newSession(), await newSession()]
  const client = await database.pool.connect()
  await client.query('begin')
  await client.query(end, [slow])
  await database.pool.query(end, [quick])
  expect(await changes.next()).toEqual(new Set([quick]))
  expect(await changes.next()).toEqual(new Set())
  await client.query('commit')
  client.release()
  expect(await changes.next()).toEqual(new Set([slow]))
  expect(await changes.next()).toEqual(new Set())
})

test('more changes than one look takes are told in the next looks, each once, with those made meanwhile', async () => {
  const changes = followSessionChanges(database.db, 2)
  await changes.next()
  const ids = [await newSession(), await newSession(), await newSession(), await newSession(), await newSession()]
  const client = await database.pool.connect()
  await client.query('begin')
  const slow = await newSession()
  await client.query(end, [slow])
  // One transaction for all: they differ by their id only.
  await database.pool.query('update visitor_sessions set ended_at = now() where id = any($1)', [ids])
  const told = [...(await changes.next())]
  expect(told).toHaveLength(2)
  await client.query('commit')
  client.release()
  for (let look = 0; look < 5; look++) told.push(...(await changes.next()))
  expect(new Set(told)).toEqual(new Set([...ids, slow]))
  expect(await changes.next()).toEqual(new Set())
})
