import { sql } from 'kysely'
import type { Measure } from '../../lib/measure.ts'
import type { Db, Tx } from '../db/db.ts'
import './tables.ts'

/** What waits is counted up to here: a million rows would take longer than the numbers may. */
const maxCounted = 100_000

interface Count {
  kind: string
  state: string
  count: number
}

const states = ['pending', 'due', 'failing', 'set_aside']

/** How many timers there are of each kind, and how late the oldest is; of each known kind also when there are none. */
export async function measureTimers(tx: Tx, kinds: readonly string[]): Promise<Measure[]> {
  const { rows } = await sql<Count>`
    select kind, 'pending' as state, count(*)::int as count
      from (select kind from timers where set_aside_at is null limit ${maxCounted}) as pending group by kind
    union all select kind, 'due', count(*)::int from (
      select kind from timers where set_aside_at is null and fires_at <= now() limit ${maxCounted}) as due group by kind
    union all select kind, case when set_aside_at is null then 'failing' else 'set_aside' end, count(*)::int from (
      select kind, set_aside_at from timers where failed_at is not null limit ${maxCounted}) as failed
      group by 1, 2`.execute(tx)
  const all = [...new Set([...kinds, ...rows.map(({ kind }) => kind)])]
  return [
    {
      name: 'throughline_timers',
      help: `Timers that are pending, due by now, failing, or set aside for a person. Counted up to ${maxCounted}.`,
      labels: ['kind', 'state'],
      samples: all.flatMap((kind) =>
        states.map((state) => ({
          labels: { kind, state },
          value: rows.find((row) => row.kind === kind && row.state === state)?.count ?? 0,
        })),
      ),
    },
    {
      name: 'throughline_timers_late_seconds',
      help: 'How long the oldest timer has been due that no node has fired yet.',
      labels: [],
      samples: [{ labels: {}, value: await lateSeconds(tx) }],
    },
  ]
}

/** A timer that failed is due when it is tried next. */
async function lateSeconds(db: Db | Tx): Promise<number> {
  const { rows } = await sql<{ late: number }>`
    select coalesce(greatest(0, extract(epoch from now() - min(fires_at))), 0)::float8 as late
    from timers where set_aside_at is null`.execute(db)
  return rows[0]!.late
}

export interface TimerTroubles {
  /** Counted up to 100,000. */
  setAside: number
  newest: { kind: string; error: string | null } | null
  lateSeconds: number
}

/** What an operator should know of. */
export async function readTimerTroubles(db: Db): Promise<TimerTroubles> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select from timers where failed_at is not null and set_aside_at is not null limit ${maxCounted}) as aside`.execute(
    db,
  )
  const newest = await db
    .selectFrom('timers')
    .select(['kind', 'error'])
    .where('failed_at', 'is not', null)
    .where('set_aside_at', 'is not', null)
    .orderBy('failed_at', 'desc')
    .limit(1)
    .executeTakeFirst()
  return { setAside: rows[0]!.count, newest: newest ?? null, lateSeconds: await lateSeconds(db) }
}
