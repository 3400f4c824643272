import { sql } from 'kysely'
import { minuteMs, secondMs } from '../../server/src/lib/clock.ts'
import { silentLogger } from '../../server/src/lib/logger.ts'
import { openDatabase, transact, type Database, type Tx } from '../../server/src/platform/db/db.ts'
import { migrate } from '../../server/src/platform/db/migrate.ts'
import { executeLater } from '../../server/src/platform/db/prepared.ts'
import {
  cancelTimer,
  firing,
  scheduleTimer,
  startFiring,
  timerKind,
  type FiredTimer,
} from '../../server/src/platform/timers/timers.ts'
import { openWorkplace } from '../product/workplace.ts'
import { exactly, type BenchResult, type Measure } from '../report/measure.ts'
import { percentile } from '../report/percentile.ts'
import type { Bench } from './bench-options.ts'
import { describeLatencies, sizeName } from './compare.ts'

const bell = timerKind('bench.bell')
const duePerSecond = 1000

/** Timers with very many pending: scheduling, moving and cancelling one, and firing what is due, by two nodes. */
export const timers: Bench = {
  title: 'timers: very many pending, a thousand due each second',
  async run(options): Promise<BenchResult> {
    const isFull = options.scale === 'full'
    const [pending, looks, seconds] = isFull ? [1_000_000, 3000, 30] : [100_000, 500, 5]
    await using workplace = await openWorkplace(options)
    const url = await workplace.createDatabase('timers')
    const open = (): Database =>
      openDatabase({ connection: { connectionString: url }, poolSize: 4, logger: silentLogger })
    const database = open()
    const { pool, db } = database
    await migrate(pool, { logger: silentLogger })
    await pool.query(`create table bare (id uuid primary key default gen_random_uuid(), at timestamptz not null);
      create table rung (key text not null, late_ms float8 not null)`)
    options.say(`timers: filling ${sizeName(pending)}`)
    await transact(db, async (tx) => {
      await sql`set local statement_timeout = 0`.execute(tx)
      await sql`
        insert into timers (kind, key, id, due_at, fires_at)
        select ${bell.name}, 'pending ' || n, gen_random_uuid(), at, at from generate_series(1, ${pending}::int) as n,
          lateral (select now() + interval '1 hour' + n * random() * interval '10 seconds' as at) as t`.execute(tx)
    })
    await pool.query('vacuum analyze timers')

    const nodes = [open(), open()]
    const handlers = [firing(bell, ring)]
    const running = nodes.map((node) => startFiring(handlers, { db: node.db, logger: silentLogger }))

    options.say('timers: scheduling')
    const later = (): Date => new Date(Date.now() + (60 + Math.random() * 1e5) * minuteMs)
    const [bare, scheduling, moving, cancelling] = await inTurns(looks, [
      () => transact(db, (tx) => executeLater(tx, { sql: 'insert into bare (at) values ($1)', parameters: [later()] })),
      (n) => transact(db, (tx) => scheduleTimer(tx, bell, { key: `new ${n}`, at: later() })),
      (n) => transact(db, (tx) => scheduleTimer(tx, bell, { key: `pending ${n + 1}`, at: later() })),
      (n) => transact(db, (tx) => cancelTimer(tx, bell, `pending ${pending - n}`)),
    ])
    const baseline = { name: 'a bare insert', value: percentile(bare!, 0.95) }
    const measures: Measure[] = [
      ['scheduling', scheduling!] as const,
      ['moving', moving!] as const,
      ['cancelling', cancelling!] as const,
    ].map(([name, latenciesMs]) => ({
      name: `${name} one of ${sizeName(pending)}, p95`,
      unit: 'ms' as const,
      value: percentile(latenciesMs, 0.95),
      baseline,
      owed: { of: 'value', is: 'at most', limit: 2 },
    }))
    const notes = [describeLatencies('scheduling', scheduling!), describeLatencies('a bare insert', bare!)]

    const count = seconds * duePerSecond
    options.say(`timers: ${duePerSecond} due each second, for ${seconds} s`)
    await putDue(database, count, `now() + interval '2 seconds' + n * interval '1 second' / ${duePerSecond}`)
    const lateMs = await allRung(database, count)
    measures.push(
      {
        name: `fired late, ${sizeName(duePerSecond)} due each second, at most`,
        unit: 'ms',
        value: Math.max(...lateMs),
        owed: { of: 'value', is: 'at most', limit: secondMs },
      },
      ...exactly('fired', lateMs.length, count),
    )
    notes.push(describeLatencies('fired late', lateMs))

    options.say('timers: a backlog')
    await pool.query('truncate rung')
    await putDue(database, count, `now()`)
    const backlog = await allRung(database, count)
    // From when they were due until the last was fired.
    const tookMs = Math.max(...backlog)
    measures.push(
      {
        name: 'fired out of a backlog',
        unit: '/s',
        value: count / (tookMs / secondMs),
        baseline: { name: 'bare inserts, one at a time', value: secondMs / percentile(bare!, 0.5) },
      },
      ...exactly('fired out of a backlog', backlog.length, count),
    )
    await Promise.all(running.map((one) => one.stop()))
    await Promise.all([database, ...nodes].map((one) => one.close()))
    return { measures, notes }
  },
}

async function ring(tx: Tx, { key, dueAt }: FiredTimer): Promise<void> {
  const parameters = [key, dueAt]
  const text = `insert into rung values ($1, extract(epoch from clock_timestamp() - $2::timestamptz) * 1000)`
  await executeLater(tx, { name: 'bench-ring', sql: text, parameters })
}

/** How long each took, of each way, one after the other. */
async function inTurns(looks: number, ways: readonly ((n: number) => Promise<void>)[]): Promise<number[][]> {
  const latenciesMs: number[][] = ways.map(() => [])
  for (let n = 0; n < looks; n++) {
    for (const [index, way] of ways.entries()) {
      const beganAt = performance.now()
      await way(n)
      latenciesMs[index]!.push(performance.now() - beganAt)
    }
  }
  return latenciesMs
}

function putDue({ pool }: Database, count: number, at: string): Promise<unknown> {
  return pool.query(
    `insert into timers (kind, key, id, due_at, fires_at)
     select $1, 'due ' || n, gen_random_uuid(), at, at
     from generate_series(1, $2::int) as n, lateral (select date_trunc('milliseconds', ${at}) as at) as t`,
    [bell.name, count],
  )
}

/** How late each was, when all are there, or nothing more comes. */
async function allRung({ db }: Database, count: number): Promise<number[]> {
  for (let before = -1; ;) {
    await new Promise((resolve) => setTimeout(resolve, 5 * secondMs))
    const { rows } = await sql<{ late: number }>`select late_ms as late from rung`.execute(db)
    if (rows.length >= count || rows.length === before) return rows.map(({ late }) => late)
    before = rows.length
  }
}
