import { afterEach, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { minuteMs, secondMs } from '../../lib/clock.ts'
import { silentLogger } from '../../lib/logger.ts'
import { openDatabase, transact, type Database, type Tx } from '../db/db.ts'
import { batchSize, fireBatch } from './fire-batch.ts'
import { byKind, startFiring, type Firing } from './firing.ts'
import { measureTimers, readTimerTroubles } from './measures.ts'
import { msUntilNext } from './queries.ts'
import { cancelTimer, scheduleTimer } from './schedule.ts'
import { firing, timerKind, type FiredTimer, type TimerHandler } from './timer-kind.ts'

const bell = timerKind<{ note: string }>('test.bell')
const other = timerKind('test.other')

let database: TestDatabase
let started: Firing[]
let opened: Database[]
beforeEach(async () => {
  database = await createTestDatabase({ poolSize: 10 })
  await database.pool.query('create table rung (key text not null, at timestamptz not null default clock_timestamp())')
  started = []
  opened = []
})
afterEach(async () => {
  await Promise.all(started.map((one) => one.stop()))
  await Promise.all(opened.map((one) => one.close()))
  await database.drop()
})

const inMs = (ms: number): Date => new Date(Date.now() + ms)
const past = inMs(-minuteMs)
const schedule = (key: string, at = past): Promise<void> =>
  transact(database.db, (tx) => scheduleTimer(tx, bell, { key, at, data: { note: key } }))

async function ring(tx: Tx, { key }: FiredTimer<unknown>): Promise<void> {
  await sqlOn(tx, key)
}
const sqlOn = (tx: Tx, key: string): Promise<unknown> =>
  tx.executeQuery({
    sql: 'insert into rung (key) values ($1)',
    parameters: [key],
    query: raw,
    queryId: { queryId: key },
  })
const raw = { kind: 'RawNode', sqlFragments: [''], parameters: [] } as const

const rung = async (): Promise<string[]> =>
  (await database.pool.query<{ key: string }>('select key from rung order by key')).rows.map(({ key }) => key)
const left = async (): Promise<string[]> =>
  (await database.pool.query<{ key: string }>('select key from timers order by key')).rows.map(({ key }) => key)

const deps = () => ({ db: database.db, logger: silentLogger })
type Deps = ReturnType<typeof deps>
const rings: TimerHandler<Deps>[] = [firing(bell, ring), firing(other, ring)]
/** Until nothing more is due: a batch ends early where the machine is slow. */
async function fireOnce(handlers = rings, more = {}) {
  const batches = []
  do batches.push(await fireBatch(byKind(handlers), deps(), more))
  while (batches.at(-1)!.isMore)
  return { ...batches.at(-1)!, fired: batches.reduce((sum, { fired }) => sum + fired, 0) }
}

/** As another node does: with a pool of its own. */
function start(handlers = rings, pollMs = secondMs): Firing {
  const node = openDatabase({ connection: database.connection, poolSize: 4, logger: silentLogger })
  opened.push(node)
  const one = startFiring(handlers, { db: node.db, logger: silentLogger }, { pollMs })
  started.push(one)
  return one
}

test('a timer is there exactly when the transaction that schedules it commits', async () => {
  const undone = transact(database.db, async (tx) => {
    await scheduleTimer(tx, bell, { key: 'a', at: past, data: { note: '' } })
    throw new Error('changed my mind')
  })
  await expect(undone).rejects.toThrow('changed my mind')
  expect(await left()).toEqual([])
})

test('what is due fires once and is gone; what is not stays', async () => {
  await schedule('due')
  await schedule('later', inMs(minuteMs))
  expect(await fireOnce()).toMatchObject({ fired: 1, isMore: false })
  expect(await fireOnce()).toMatchObject({ fired: 0 })
  expect(await rung()).toEqual(['due'])
  expect(await left()).toEqual(['later'])
  expect(await msUntilNext(database.db, [bell.name], null)).toBeGreaterThan(50 * secondMs)
})

test('a handler gets what was scheduled last', async () => {
  const got: FiredTimer<{ note: string }>[] = []
  const at = new Date('2026-01-02T03:04:05.678Z')
  await schedule('a', inMs(minuteMs))
  await transact(database.db, (tx) => scheduleTimer(tx, bell, { key: 'a', at, data: { note: 'moved' } }))
  await fireOnce([firing(bell, async (_tx, timer) => void got.push(timer))])
  expect(got).toEqual([{ key: 'a', dueAt: at, data: { note: 'moved' } }])
})

test('what is moved, cancelled or only asked for where there is none is so from the commit on', async () => {
  await schedule('moved')
  await schedule('cancelled')
  await schedule('kept', inMs(minuteMs))
  await transact(database.db, async (tx) => {
    await scheduleTimer(tx, bell, { key: 'moved', at: inMs(minuteMs), data: { note: '' } })
    await cancelTimer(tx, bell, 'cancelled')
    await cancelTimer(tx, bell, 'never was there')
    await scheduleTimer(tx, bell, { key: 'kept', at: past, data: { note: '' }, unlessThere: true })
    // The same key of another kind is another timer.
    await scheduleTimer(tx, other, { key: 'moved', at: past })
  })
  await fireOnce()
  expect(await rung()).toEqual(['moved'])
  expect(await left()).toEqual(['kept', 'moved'])
})

test.each(['moved', 'cancelled'] as const)('one that is %s while its handler runs has done nothing', async (what) => {
  await schedule('a')
  const meanwhile = () =>
    transact(database.db, (tx) =>
      what === 'cancelled'
        ? cancelTimer(tx, bell, 'a')
        : scheduleTimer(tx, bell, { key: 'a', at: inMs(minuteMs), data: { note: '' } }),
    )
  let runs = 0
  const handlers = [
    firing(bell, async (tx: Tx, timer: FiredTimer<{ note: string }>) => {
      runs++
      await ring(tx, timer)
      // Nobody who schedules waits for a handler that runs.
      await meanwhile()
    }),
  ]
  expect(await fireOnce(handlers)).toMatchObject({ fired: 0 })
  // With others, and alone.
  expect(runs).toBe(2)
  expect(await rung()).toEqual([])
  expect(await left()).toEqual(what === 'moved' ? ['a'] : [])
})

test('a handler that throws is tried again with growing pauses, set aside, and stops nobody else', async () => {
  const fails = firing(bell, async (tx: Tx, timer: FiredTimer<{ note: string }>) => {
    await ring(tx, timer)
    if (timer.key === 'bad') throw new Error('no such bell')
  })
  await schedule('bad')
  for (let n = 0; n < 5; n++) await schedule(`good ${n}`)
  const failures: string[] = []
  const failed = (kind: string) => void failures.push(kind)
  expect(await fireOnce([fails], { failed })).toMatchObject({ fired: 5 })
  const pauses: number[] = []
  for (let n = 0; n < 7; n++) {
    const { rows } = await database.pool.query<{ s: number; tries: number }>(
      'select extract(epoch from fires_at - now())::float8 as s, tries from timers',
    )
    pauses.push(Math.round(rows[0]!.s))
    await database.pool.query('update timers set fires_at = now()')
    await fireOnce([fails], { failed })
  }
  expect(pauses).toEqual([1, 2, 4, 8, 16, 32, 64])
  expect(failures).toHaveLength(8)
  const { rows } = await database.pool.query('select tries, error, set_aside_at is null as waits from timers')
  expect(rows).toEqual([{ tries: 8, error: 'no such bell', waits: false }])
  expect(await fireOnce([fails])).toMatchObject({ fired: 0, nextMs: null })
  expect(await readTimerTroubles(database.db)).toMatchObject({
    setAside: 1,
    newest: { kind: bell.name, error: 'no such bell' },
    lateSeconds: 0,
  })
  expect(await rung()).toEqual([0, 1, 2, 3, 4].map((n) => `good ${n}`))
  // Scheduled anew, it begins anew.
  await schedule('bad')
  expect(await fireOnce()).toMatchObject({ fired: 1 })
})

test('a statement that fails takes back only its own timer', async () => {
  await schedule('bad')
  await schedule('good')
  const broken = firing(bell, async (tx: Tx, timer: FiredTimer<{ note: string }>) => {
    await ring(tx, timer)
    if (timer.key === 'bad')
      await tx
        .selectFrom('timers')
        .select('nonsense' as 'key')
        .execute()
  })
  expect(await fireOnce([broken])).toMatchObject({ fired: 1 })
  expect(await rung()).toEqual(['good'])
})

test('a kind that this version does not know waits for a node that does', async () => {
  await schedule('a')
  expect(await fireOnce([firing(other, ring)])).toMatchObject({ fired: 0, isMore: false })
  expect(await left()).toEqual(['a'])
})

test('two handlers of one kind are refused', () => {
  expect(() => byKind([firing(bell, ring), firing(bell, ring)])).toThrow('The timers of test.bell have two handlers.')
})

test('what follows the commit is told after it, and a failure there undoes nothing', async () => {
  await schedule('a')
  await schedule('b')
  let seen: Promise<string[]> | undefined
  const handlers = [
    firing(bell, async (tx: Tx, timer: FiredTimer<{ note: string }>) => {
      await ring(tx, timer)
      return () => {
        seen ??= rung()
        throw new Error('nobody listens')
      }
    }),
  ]
  expect(await fireOnce(handlers)).toMatchObject({ fired: 2 })
  expect(await seen).toEqual(['a', 'b'])
})

test('nodes share what is due, and each fires once', async () => {
  const count = batchSize * 8
  await database.pool.query(
    `insert into timers (kind, key, id, due_at, fires_at)
     select $1, n::text, gen_random_uuid(), now(), now() from generate_series(1, $2) as n`,
    [other.name, count],
  )
  for (let node = 0; node < 3; node++) start()
  await expect.poll(left, { timeout: 20_000 }).toEqual([])
  const keys = await rung()
  expect(keys).toHaveLength(count)
  expect(new Set(keys).size).toBe(count)
})

/** Other files' tests have databases beside this one. */
const ownLocks = `pg_locks where locktype = 'advisory'
  and database = (select oid from pg_database where datname = current_database())`

test('a handler that waits holds up no other timer', async () => {
  await schedule('slow')
  let release = (): void => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  start([
    firing(bell, async (tx: Tx, timer: FiredTimer<{ note: string }>) => {
      if (timer.key === 'slow') await released
      await ring(tx, timer)
    }),
  ])
  await expect.poll(async () => (await database.pool.query(`select from ${ownLocks}`)).rowCount).toBe(1)
  await schedule('quick')
  await expect.poll(rung, { timeout: 5000 }).toEqual(['quick'])
  release()
  await expect.poll(rung).toEqual(['quick', 'slow'])
})

test('a connection that is lost in the middle has fired nothing, and the timer fires once', async () => {
  await schedule('a')
  let runs = 0
  start([
    firing(bell, async (tx: Tx, timer: FiredTimer<{ note: string }>) => {
      await ring(tx, timer)
      if (++runs > 1) return
      await database.pool.query(`select pg_terminate_backend(pid) from ${ownLocks} and pid <> pg_backend_pid()`)
    }),
  ])
  await expect.poll(left, { timeout: 10_000 }).toEqual([])
  expect(await rung()).toEqual(['a'])
  expect(runs).toBe(2)
})

test('a node sleeps until the next timer, and fires it within the second', async () => {
  // It looks by itself every second: what is due between two looks is fired when it is due.
  start()
  for (const ms of [1300, 1550, 1800]) await schedule(`in ${ms}`, inMs(ms))
  await expect.poll(left, { timeout: 10_000 }).toEqual([])
  const { rows } = await database.pool.query<{ key: string; at: Date }>('select key, at from rung')
  expect(rows.map(({ key }) => key).toSorted()).toEqual(['in 1300', 'in 1550', 'in 1800'])
})

test('a stop waits for the timer that is being fired and begins no other', async () => {
  let running = 0
  let release = (): void => {}
  const released = new Promise<void>((resolve) => (release = resolve))
  for (const key of ['a', 'b', 'c', 'd']) await schedule(key)
  const node = start([
    firing(bell, async (tx: Tx, timer: FiredTimer<{ note: string }>) => {
      running++
      await released
      await ring(tx, timer)
    }),
  ])
  await expect.poll(() => running).toBeGreaterThan(0)
  const stopped = node.stop()
  release()
  await stopped
  // One for each of those that fire at once.
  expect(running).toBeLessThanOrEqual(2)
  expect(await rung()).toHaveLength(running)
  expect(await left()).toHaveLength(4 - running)
})

test('numbers tell of what is pending, due, failing and set aside, and how late the oldest is', async () => {
  await schedule('due', inMs(-90 * secondMs))
  await schedule('later', inMs(minuteMs))
  await database.pool.query(`insert into timers (kind, key, id, due_at, fires_at, tries, failed_at, set_aside_at)
    values ('test.bell', 'failing', gen_random_uuid(), now(), now() + interval '1 hour', 1, now(), null),
      ('test.bell', 'aside', gen_random_uuid(), now(), now(), 8, now(), now())`)
  const [counts, late] = await transact(database.db, (tx) => measureTimers(tx, [bell.name, other.name]))
  const values = counts!.samples.map(({ labels, value }) => [labels['kind'], labels['state'], value])
  expect(values).toEqual([
    [bell.name, 'pending', 3],
    [bell.name, 'due', 1],
    [bell.name, 'failing', 1],
    [bell.name, 'set_aside', 1],
    [other.name, 'pending', 0],
    [other.name, 'due', 0],
    [other.name, 'failing', 0],
    [other.name, 'set_aside', 0],
  ])
  expect(late!.samples[0]!.value).toBeGreaterThanOrEqual(90)
})

test('with very many pending, looking for what is due is a step along an index', async () => {
  await database.pool.query(
    `insert into timers (kind, key, id, due_at, fires_at)
     select $1, n::text, gen_random_uuid(), at, at from generate_series(1, 20000) as n, lateral (select now() + n * interval '1 minute' as at) as t`,
    [other.name],
  )
  await database.pool.query('analyze timers')
  const plan = async (sql: string): Promise<string> =>
    (
      await database.pool.query<Record<'QUERY PLAN', string>>(
        `explain (analyze, buffers, costs off, timing off, summary off) ${sql}`,
      )
    ).rows
      .map((row) => row['QUERY PLAN'])
      .join('\n')
  const where = `set_aside_at is null and kind || '' = any('{test.bell,test.other}')`
  const due = await plan(`select key from timers where fires_at <= now() and ${where} order by fires_at limit 400`)
  const next = await plan(`select min(fires_at) from timers where fires_at > now() and ${where}`)
  for (const found of [due, next]) {
    expect(found).toContain('timers_to_fire')
    expect(found).not.toMatch(/Seq Scan|Rows Removed/)
  }
})
