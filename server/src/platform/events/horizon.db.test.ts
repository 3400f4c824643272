import { sql } from 'kysely'
import { Client } from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { transact } from '../db/db.ts'
import { newId } from '../../lib/ids.ts'
import { silentLogger } from '../../lib/logger.ts'
import { startConsumer, type Consumer } from './consumer.ts'
import { recordEvents } from './events.ts'
import { feedStart, readFeed, type FeedCursor } from './feed.ts'
import { feedLag } from './lag.ts'

let database: TestDatabase
let other: TestDatabase
let consumer: Consumer
const consumed: unknown[] = []
beforeAll(async () => {
  database = await createTestDatabase()
  other = await createTestDatabase()
  consumer = startConsumer({
    db: database.db,
    name: 'test',
    logger: silentLogger,
    act: async (_tx, events) => void consumed.push(...events.map(({ data }) => data['reason'])),
  })
})
const clients: Client[] = []
let from: FeedCursor
beforeEach(async () => {
  await expect.poll(async () => (await lag()).events).toBe(0)
  from = await endFrom(feedStart)
})
afterEach(async () => {
  for (const client of clients.splice(0)) await client.end()
})
afterAll(async () => {
  await consumer.stop()
  await other.drop()
  await database.drop()
})

/** A session that stays in a transaction of its own until it ends. */
async function session(url: string, ...statements: string[]): Promise<Client> {
  const client = new Client({ connectionString: url, application_name: 'a console' })
  client.on('error', () => {})
  await client.connect()
  clients.push(client)
  for (const statement of ['begin', ...statements]) await client.query(statement)
  return client
}
const record = (name: string): Promise<void> =>
  transact(database.db, (tx) =>
    recordEvents(tx, [{ type: 'entry.moved', customerId: null, data: { fromIssueId: null, reason: name } }]),
  )
const seen = async (): Promise<unknown[]> => (await readFeed(database.db, from, 100)).map(({ data }) => data['reason'])
/** As a reader goes through it: from where it stopped. */
async function readOn(names: unknown[], cursor: FeedCursor): Promise<unknown[]> {
  const events = await readFeed(database.db, cursor, 100)
  const last = events.at(-1)
  names.push(...events.map(({ data }) => data['reason']))
  return last ? readOn(names, { xid: last.xid, position: last.position }) : names
}
/** Where a reader ends. `feedEnd` says less while transactions of other databases run. */
async function endFrom(cursor: FeedCursor): Promise<FeedCursor> {
  const last = (await readFeed(database.db, cursor, 100)).at(-1)
  return last ? endFrom({ xid: last.xid, position: last.position }) : cursor
}
const read = (): Promise<unknown[]> => readOn([], from)
const lag = () => transact(database.db, feedLag)
const writeEvent = (name: string): string =>
  `insert into events (id, type, at, data) values ('${newId()}', 'entry.moved', now(), '{"fromIssueId": null, "reason": "${name}"}')`
const writeElsewhere = `insert into blocked_values (kind, value, reason) values ('seen', '${newId()}', '')`

test('a transaction that writes in another database of the server holds up neither the feed nor a consumer', async () => {
  await session(other.url, writeElsewhere)
  await record('soon')
  expect(await seen()).toEqual(['soon'])
  await expect.poll(() => consumed).toContain('soon')
  expect(await lag()).toEqual({ seconds: 0, events: 0, holder: null })
})

test('nor does one in savepoints, or one that was prepared there', async () => {
  await session(other.url, 'savepoint one', writeElsewhere, 'savepoint two', 'create table made_here (id int)')
  const preparing = await session(other.url, writeElsewhere.replace(/'seen', '/, "'seen', 'p"))
  await preparing.query(`prepare transaction 'of another database'`)
  await record('meanwhile')
  expect(await seen()).toEqual(['meanwhile'])
  await preparing.query(`rollback prepared 'of another database'`)
})

test('a transaction of this database does, in savepoints too, and nothing of it is skipped', async () => {
  const early = await session(database.url, 'savepoint one', writeEvent('early'))
  await session(other.url, writeElsewhere)
  await record('late')
  expect(await seen()).toEqual([])
  await early.query('release savepoint one')
  await early.query('commit')
  // The first read gives what is below everything that runs; what lies beyond comes with the next.
  expect(await read()).toEqual(['early', 'late'])
  await expect.poll(() => consumed.slice(-2)).toEqual(['early', 'late'])
})

test('so does one that has written nothing of ours yet, of another role, and one that is prepared', async () => {
  const role = `stranger_${process.pid}`
  await session(database.url, `create role ${role}`, `grant all on all tables in schema public to ${role}`, 'commit')
  const early = await session(database.url, `set local role ${role}`, 'select pg_current_xact_id()')
  await record('late')
  expect(await seen()).toEqual([])
  await early.query(writeEvent('of a stranger'))
  await early.query(`prepare transaction 'of this database'`)
  expect(await seen()).toEqual([])
  expect((await lag()).holder).toMatchObject({ pid: null, state: 'prepared', query: 'of this database' })
  await early.query(`commit prepared 'of this database'`)
  expect(await read()).toEqual(['of a stranger', 'late'])
  await early.query(`drop owned by ${role}; drop role ${role}`)
})

test('one that cannot be proven to be of another database counts', async () => {
  // It holds an id and no lock on any table.
  const unproven = await session(other.url, 'select pg_current_xact_id()')
  await record('waits')
  expect(await seen()).toEqual([])
  await unproven.query(writeElsewhere)
  expect(await seen()).toEqual(['waits'])
})

test('what a transaction that reads the feed has written itself is not skipped either', async () => {
  const { db } = database
  await session(other.url, writeElsewhere)
  await transact(db, async (tx) => {
    await recordEvents(tx, [{ type: 'entry.moved', customerId: null, data: { fromIssueId: null, reason: 'own' } }])
    // What is recorded travels with the next statement.
    await sql`select 1`.execute(tx)
    await record('later, and committed first')
    expect(await readFeed(tx, from, 100)).toEqual([])
  })
  expect(await read()).toEqual(['own', 'later, and committed first'])
})

test('with many overlapping transactions here and elsewhere, each event is read once and in order', async () => {
  // By four writers here, in 25 rounds, two each.
  const written = 200
  const before = from
  const found: string[] = []
  let cursor = before
  let isOver = false
  const reading = (async () => {
    // What others in the cluster do for a moment may hold the last events back a little longer.
    for (let isLast = false; !isLast;) {
      isLast = isOver && found.length >= written
      for (const { xid, position, data } of await readFeed(database.db, cursor, 7)) {
        cursor = { xid, position }
        found.push(String(data['reason']))
        isLast = false
      }
    }
  })()
  const writers = Array.from({ length: 6 }, async (_, writer) => {
    const isOurs = writer % 3 !== 0
    const client = new Client({ connectionString: isOurs ? database.url : other.url })
    await client.connect()
    for (let round = 0; round < 25; round++) {
      await client.query('begin')
      const name = isOurs ? `${writer}-${round}` : `elsewhere-${writer}-${round}`
      await client.query(writeEvent(`${name}-a`))
      await client.query('select pg_sleep($1)', [Math.random() / 200])
      await client.query(writeEvent(`${name}-b`))
      await client.query('commit')
    }
    await client.end()
  })
  await Promise.all(writers)
  isOver = true
  await reading
  const { rows } = await database.pool.query<{ name: string }>(
    `select data->>'reason' as name from events where (xid, position) > ($1::text::xid8, $2) order by xid, position`,
    [before.xid, before.position],
  )
  expect(rows).toHaveLength(written)
  expect(found).toEqual(rows.map(({ name }) => name))
})

test('what holds up the feed is known: by process, age and statement', async () => {
  const holder = await session(database.url, 'select pg_current_xact_id()', 'select 17 as forgotten')
  await record('waits for the console')
  const { rows } = await holder.query<{ pid: number }>('select pg_backend_pid() as pid')
  await holder.query('select 17 as forgotten')
  await expect.poll(async () => (await lag()).seconds).toBeGreaterThan(0)
  // A database that another test makes at this moment is older and holds it up too.
  const { pid } = rows[0]!
  await expect.poll(async () => (await lag()).holder?.pid).toBe(pid)
  const found = await lag()
  expect(found).toMatchObject({
    events: 1,
    holder: { pid, state: 'idle in transaction', application: 'a console', query: 'select 17 as forgotten' },
  })
  expect(found.holder!.ageSeconds).toBeGreaterThanOrEqual(found.seconds)
  await holder.query('rollback')
  await expect.poll(lag).toEqual({ seconds: 0, events: 0, holder: null })
})
