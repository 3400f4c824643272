import { spawn } from 'node:child_process'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { openDatabase, transact, type Tx } from '../../platform/db/db.ts'
import { startConsumer } from '../../platform/events/consumer.ts'
import { recordEvents, type RecordedEvent } from '../../platform/events/events.ts'
import { manualClock, minuteMs, secondMs } from '../../lib/clock.ts'
import { newId } from '../../lib/ids.ts'
import { silentLogger } from '../../lib/logger.ts'
import { react, type ReactingDeps } from './react.ts'
import type { EventOf, Reactions } from './reaction.ts'
import { triesPerLook, tryDue, type RetryingDeps } from './retrying.ts'

let database: TestDatabase
let deps: RetryingDeps
const clock = manualClock('2026-03-02T08:00:00Z')
beforeAll(async () => {
  database = await createTestDatabase({ poolSize: 8, anyEvents: true })
  deps = { db: database.db, clock, logger: silentLogger }
  await database.pool.query('create table done (number serial, reaction text, name text)')
})
afterAll(async () => {
  await database.pool.query('drop table done')
  await database.drop()
})
beforeEach(async () => {
  broken.clear()
  await database.pool.query('truncate done, failed_reactions, events, event_cursors')
})

const [ana, ben] = [newId(), newId()]
/** What fails: by the name of the event, or of reaction and event. */
const broken = new Map<string, () => unknown>()

type Resolved = EventOf<'issue.resolved'>
const nameOf = ({ data }: Resolved): string => data.by?.name ?? ''
async function write(tx: Tx, reaction: string, events: readonly Resolved[]): Promise<void> {
  for (const name of events.map(nameOf)) {
    await sql`insert into done (reaction, name) values (${reaction}, ${name})`.execute(tx)
    const breaks = broken.get(name) ?? broken.get(`${reaction} ${name}`)
    if (breaks) throw (await breaks()) ?? new Error(`${name} is poison`)
  }
}
const first = (tx: Tx, events: readonly Resolved[]): Promise<void> => write(tx, 'first', events)
const second = (tx: Tx, events: readonly Resolved[]): Promise<void> => write(tx, 'second', events)
const reactions: Reactions<ReactingDeps> = { 'issue.resolved': [first, second] }

async function record(...events: [customerId: string | null, name: string][]): Promise<void> {
  await transact(database.db, (tx) =>
    recordEvents(
      tx,
      events.map(([customerId, name]) => ({
        type: 'issue.resolved',
        customerId,
        data: { by: { kind: 'system', id: null, name } },
      })),
    ),
  )
}

/** What a worker does with what is in the feed. */
async function consume(what: Reactions<ReactingDeps> = reactions): Promise<void> {
  const consumer = startConsumer({
    db: database.db,
    name: 'reactions',
    logger: silentLogger,
    act: (tx, events) => react(tx, events, what, deps),
  })
  // The feed may be held up for a moment by what other tests do in the same cluster.
  await expect
    .poll(async () => {
      await consumer.drained()
      return unread()
    })
    .toBe(0)
  await consumer.stop()
}

async function unread(): Promise<number> {
  const { rows } = await database.pool.query<{ events: number }>(
    `select count(*)::int as events from events e left join event_cursors c on c.consumer = 'reactions'
      where c.consumer is null or (e.xid, e.position) > (c.xid, c.position)`,
  )
  return rows[0]!.events
}

async function doneBy(reaction: string): Promise<string[]> {
  const sentence = 'select name from done where reaction = $1 order by number'
  const { rows } = await database.pool.query<{ name: string }>(sentence, [reaction])
  return rows.map(({ name }) => name)
}

interface Kept {
  reaction: string
  name: string
  state: string
  tries: number
  error: string | null
}
async function kept(): Promise<Kept[]> {
  const { rows } = await database.pool.query<Kept>(`
    select reaction, event #>> '{data,by,name}' as name, state, tries, error from failed_reactions
    order by reaction, xid, position`)
  return rows
}

/** Looks for what is due, every second, for a time. */
async function later(ms: number): Promise<void> {
  for (let waited = 0; waited < ms; waited += secondMs) {
    clock.advance(secondMs)
    await tryDue({ reactions }, deps)
  }
}

test('poison in the middle of a batch stops neither the events around it nor the other reaction', async () => {
  broken.set('first 3', () => undefined)
  await record(...Array.from({ length: 7 }, (_, index): [string, string] => [newId(), String(index)]))
  await consume()
  expect(await doneBy('first')).toEqual(['0', '1', '2', '4', '5', '6'])
  expect(await doneBy('second')).toEqual(['0', '1', '2', '3', '4', '5', '6'])
  expect(await kept()).toEqual([{ reaction: 'first', name: '3', state: 'waiting', tries: 1, error: '3 is poison' }])
})

test('later events of the customer wait behind it, for that reaction alone, also those of later batches', async () => {
  broken.set('first a1', () => undefined)
  await record([ana, 'a1'], [ben, 'b1'], [ana, 'a2'])
  await consume()
  await record([ana, 'a3'], [ben, 'b2'])
  await consume()
  expect(await doneBy('first')).toEqual(['b1', 'b2'])
  expect(await doneBy('second')).toEqual(['a1', 'b1', 'a2', 'a3', 'b2'])
  expect((await kept()).map(({ name, tries }) => [name, tries])).toEqual([
    ['a1', 1],
    ['a2', 0],
    ['a3', 0],
  ])
  broken.clear()
  expect(await tryDue({ reactions }, deps)).toBe(0)
  await later(secondMs)
  expect(await doneBy('first')).toEqual(['b1', 'b2', 'a1', 'a2', 'a3'])
  expect(await kept()).toEqual([])
})

test('events about no customer are one queue for each type', async () => {
  broken.set('first 1', () => undefined)
  await record([null, '1'], [null, '2'])
  await consume()
  expect(await doneBy('first')).toEqual([])
  broken.clear()
  await later(secondMs)
  expect(await doneBy('first')).toEqual(['1', '2'])
})

test('after two minutes it is set aside, and what waited behind it is done in order', async () => {
  broken.set('first a1', () => undefined)
  await record([ana, 'a1'], [ana, 'a2'], [ana, 'a3'])
  await consume()
  await later(2 * minuteMs)
  expect(await doneBy('first')).toEqual([])
  await later(8 * secondMs)
  expect(await kept()).toEqual([{ reaction: 'first', name: 'a1', state: 'set_aside', tries: 8, error: 'a1 is poison' }])
  expect(await doneBy('first')).toEqual(['a2', 'a3'])
  // What is set aside holds nobody up.
  await record([ana, 'a4'])
  await consume()
  expect(await doneBy('first')).toEqual(['a2', 'a3', 'a4'])
})

test('what fails behind one that was set aside gets no further two minutes', async () => {
  for (const name of ['a1', 'a2', 'a3']) broken.set(`first ${name}`, () => undefined)
  await record([ana, 'a1'], [ana, 'a2'], [ana, 'a3'], [ana, 'a4'])
  await consume()
  await later(128 * secondMs)
  expect((await kept()).map(({ name, state, tries }) => [name, state, tries])).toEqual([
    ['a1', 'set_aside', 8],
    ['a2', 'set_aside', 1],
    ['a3', 'set_aside', 1],
  ])
  expect(await doneBy('first')).toEqual(['a4'])
})

test('what the database or other work was to blame for is tried again without being counted', async () => {
  let failures = 3
  broken.set('first a1', () => (failures-- > 0 ? Object.assign(new Error('victim'), { code: '40001' }) : clears()))
  const clears = (): never => {
    broken.clear()
    throw Object.assign(new Error('victim'), { code: '40001' })
  }
  await record([ana, 'a1'])
  await consume()
  expect(await kept()).toEqual([{ reaction: 'first', name: 'a1', state: 'waiting', tries: 0, error: 'victim' }])
  await later(5 * secondMs)
  expect(await doneBy('first')).toEqual(['a1'])
})

test('the victim of a real deadlock is run again at once', async () => {
  await database.pool.query("insert into blocked_values values ('k', 'one', ''), ('k', 'two', '')")
  const other = await database.pool.connect()
  const lock = (value: string): string => `select from blocked_values where value = '${value}' for update`
  let times = 0
  const crossing = async (tx: Tx): Promise<void> => {
    times++
    await sql.raw(lock('one')).execute(tx)
    if (times === 1) {
      // The one that looks for deadlocks first is the victim.
      await other.query("begin; set local deadlock_timeout = '1 min'")
      await other.query(lock('two'))
      void other.query(lock('one')).then(() => other.query('commit'))
    }
    await sql.raw(lock('two')).execute(tx)
  }
  await record([ana, 'a1'])
  await consume({ 'issue.resolved': [crossing] })
  other.release()
  expect(times).toBe(2)
  expect(await kept()).toEqual([])
})

test('a database that goes away in the middle of a reaction is no failure of the reaction', async () => {
  let times = 0
  const unlucky = async (tx: Tx, events: readonly Resolved[]): Promise<void> => {
    await write(tx, 'unlucky', events)
    if (times++ > 0) return
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
    await database.pool.query('select pg_terminate_backend($1)', [rows[0]!.pid])
    await sql`select 1`.execute(tx)
  }
  await record([ana, 'a1'], [ben, 'b1'])
  await consume({ 'issue.resolved': [first, unlucky] })
  expect(await doneBy('first')).toEqual(['a1', 'b1'])
  expect(await doneBy('unlucky')).toEqual(['a1', 'b1'])
  expect(await kept()).toEqual([])
})

test('a failure that takes long is not repeated in the batch: each of its events is tried by itself', async () => {
  let times = 0
  const slow = async (tx: Tx): Promise<void> => {
    times++
    await sql`select pg_sleep(1.1)`.execute(tx)
    throw new Error('too much')
  }
  await record([ana, 'a1'], [ben, 'b1'], [newId(), 'c1'], [newId(), 'd1'])
  await consume({ 'issue.resolved': [slow, second] })
  expect(times).toBe(1)
  expect((await kept()).map(({ tries }) => tries)).toEqual([0, 0, 0, 0])
  expect(await doneBy('second')).toHaveLength(4)
})

test('two nodes try each share once', async () => {
  const names = Array.from({ length: 40 }, (_, index) => String(index))
  for (const name of names) broken.set(`first ${name}`, () => undefined)
  await record(...names.map((name): [string, string] => [newId(), name]))
  await consume()
  broken.clear()
  clock.advance(secondMs)
  await using other = openDatabaseOf(database)
  await Promise.all([tryDue({ reactions }, deps), tryDue({ reactions }, { ...deps, db: other.db })])
  // A share that the other one held at the moment is left for the next look.
  await tryDue({ reactions }, deps)
  expect((await doneBy('first')).toSorted()).toEqual(names.toSorted())
  expect(await kept()).toEqual([])
})

test('a process that is killed in the middle of a try has not tried it', async () => {
  broken.set('first a1', () => undefined)
  await record([ana, 'a1'])
  await consume()
  const before = await kept()
  const killed = spawn(process.execPath, ['--input-type=module', '-e', tryingProgram, here, database.url])
  await new Promise<void>((resolve, reject) => {
    killed.stdout.on('data', () => resolve())
    killed.stderr.on('data', (text: Buffer) => reject(new Error(text.toString())))
  })
  clock.advance(secondMs)
  expect(await tryDue({ reactions }, deps)).toBe(0)
  killed.kill('SIGKILL')
  expect(await kept()).toEqual(before)
  broken.clear()
  await expect.poll(() => tryDue({ reactions }, deps)).toBe(1)
  expect(await doneBy('first')).toEqual(['a1'])
})

test('an error of a megabyte is kept by its beginning', async () => {
  broken.set('first a1', () => new Error(`\u0000${'x'.repeat(2 ** 20)}`))
  await record([ana, 'a1'])
  await consume()
  expect((await kept())[0]!.error).toBe('x'.repeat(1999))
})

test('an event that fits no schema reaches no reaction: it is kept, and the error names it and its field', async () => {
  await record([ana, 'a1'], [ben, 'b1'])
  await database.pool.query(`update events set data = '{"by": {"kind": "nobody"}}' where customer_id = $1`, [ana])
  await consume()
  expect(await doneBy('first')).toEqual(['b1'])
  const [wrong] = await kept()
  expect(wrong).toMatchObject({ reaction: 'first', tries: 1 })
  expect(wrong!.error).toMatch(/^The data of issue\.resolved does not fit: by\.kind: /)
})

test('a field that a newer version records stops nothing', async () => {
  await record([ana, 'a1'])
  await database.pool.query(`update events set data = data || '{"reason": "done"}'`)
  await consume()
  expect(await doneBy('first')).toEqual(['a1'])
})

test('two reactions of one name, or one without, are refused', async () => {
  const twin = { first: (): Promise<void> => Promise.resolve() }
  await record([ana, 'a1'])
  const reacting = (what: Reactions<ReactingDeps>) => transact(database.db, (tx) => react(tx, [event], what, deps))
  const event = { type: 'issue.resolved', customerId: ana } as RecordedEvent
  await expect(reacting({ 'issue.resolved': [first, twin.first] })).rejects.toThrow(
    'Two reactions have the name first.',
  )
  await expect(reacting({ 'issue.resolved': [async () => {}] })).rejects.toThrow('A reaction has no name.')
})

test(
  'of ten thousand poison events a bounded number is tried at a time, along indexes',
  { timeout: 120_000 },
  async () => {
    const many = 10_000
    const alwaysFails = async (): Promise<void> => {
      tried++
      throw new Error('poison')
    }
    let tried = 0
    const counts = async (tx: Tx, events: readonly RecordedEvent[]): Promise<void> => {
      await sql`insert into done (reaction, name) values ('counts', ${String(events.length)})`.execute(tx)
    }
    const poisoned: Reactions<ReactingDeps> = { 'customer.updated': [alwaysFails, counts] }
    // Half of them of one customer.
    await database.pool.query(
      `insert into events (id, type, at, customer_id)
     select gen_random_uuid(), 'customer.updated', now(), case when n % 2 = 0 then $1::uuid else gen_random_uuid() end
     from generate_series(1, ${many}) as n`,
      [ana],
    )
    await consume(poisoned)
    expect((await doneBy('counts')).reduce((sum, count) => sum + Number(count), 0)).toBe(many)
    expect(await kept()).toHaveLength(many)
    // To find who is to blame, each is run at most twice on average. Those that wait behind one are not run.
    expect(tried).toBeLessThanOrEqual(many + 1)

    await database.pool.query('analyze failed_reactions')
    clock.advance(minuteMs)
    const walkedBefore = await rowsWalked()
    tried = 0
    expect(await tryDue({ reactions: poisoned }, deps)).toBe(0)
    expect(tried).toBe(triesPerLook)
    expect((await rowsWalked()) - walkedBefore).toBe(0)
  },
)

async function rowsWalked(): Promise<number> {
  await expect.poll(async () => (await database.pool.query('select pg_stat_force_next_flush()')).rowCount).toBe(1)
  const { rows } = await database.pool.query<{ walked: string }>(
    "select seq_tup_read as walked from pg_stat_user_tables where relname = 'failed_reactions'",
  )
  return Number(rows[0]!.walked)
}

function openDatabaseOf({ connection }: TestDatabase) {
  const opened = openDatabase({ connection, poolSize: 2, logger: silentLogger })
  return { ...opened, [Symbol.asyncDispose]: () => opened.close() }
}

const here = import.meta.dirname
/** Tries what is due in another process, which says when it is in the middle, and stays there. */
const tryingProgram = `
  import { join } from 'node:path'
  const [here, connectionString] = process.argv.slice(-2)
  const { openDatabase } = await import(join(here, '../../platform/db/db.ts'))
  const { silentLogger } = await import(join(here, '../../lib/logger.ts'))
  const { tryDue } = await import(join(here, 'retrying.ts'))
  const { sql } = await import('kysely')
  const { db } = openDatabase({ connection: { connectionString }, poolSize: 2, logger: silentLogger })
  async function first(tx) {
    await sql\`insert into done (reaction, name) values ('first', 'half done')\`.execute(tx)
    console.log('in the middle')
    await new Promise((resolve) => setTimeout(resolve, 1e9))
  }
  const clock = { now: () => new Date('2030-01-01T00:00:00Z') }
  await tryDue({ reactions: { 'issue.resolved': [first] } }, { db, clock, logger: silentLogger })
`
