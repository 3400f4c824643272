import { sql } from 'kysely'
import { transact, type Db, type Tx } from '../db/db.ts'
import { executeLater } from '../db/prepared.ts'
import { secondMs } from '../../lib/clock.ts'
import { provenHorizon } from './horizon.ts'

/** What keeps the feed from going on: a transaction that may still write an event, and did not end. */
export interface Holder {
  /** Null for a prepared transaction, which belongs to no session. */
  pid: number | null
  /** How long the transaction has been open; null when our role may not see it. */
  ageSeconds: number | null
  state: string
  user: string | null
  application: string | null
  /** For admins only: it may hold what customers wrote. Null when this role may not see it. */
  query: string | null
}

export interface FeedLag {
  /** Age of the oldest event that is committed and may not be read yet; 0 when there is none. */
  seconds: number
  /** Events that wait, counted up to `maxCounted`. */
  events: number
  /** Null while nothing waits, or when it ended between two looks. */
  holder: Holder | null
}

/** A transaction that takes this long is no longer one of many: it is worth a person's look. */
const feedIsLateAfterSeconds = 10
export const isLate = ({ seconds }: Pick<FeedLag, 'seconds'>): boolean => seconds >= feedIsLateAfterSeconds

/** Events beyond this many are not counted. */
export const maxCounted = 100_000
const shownQueryLength = 300

/** One statement, so that all of it is of one moment; the holder is looked up only when something waits. */
export async function feedLag(tx: Tx): Promise<FeedLag> {
  // Few rows are beyond the places that are looked for, which no statistics say: a walk through all events would be planned.
  await executeLater(tx, { sql: 'set local enable_seqscan = off', parameters: [] })
  const { rows } = await sql<{ seconds: number; events: number; horizon: string }>`
    with horizon as materialized (select ${sql.raw(provenHorizon)} as xid),
    waiting as materialized (
      select at from horizon cross join lateral (
        select at from events where events.xid >= horizon.xid order by events.xid, position limit ${maxCounted}) as e)
    select horizon.xid::text as horizon, (select count(*)::int from waiting) as events,
      coalesce((select greatest(0, extract(epoch from now() - min(at))) from waiting), 0)::float8 as seconds
    from horizon`.execute(tx)
  const { seconds, events, horizon } = rows[0]!
  return { seconds, events, holder: events === 0 ? null : await holderOf(tx, horizon) }
}

/** How it stands, as seen within the last seconds: anybody may ask whether we are ready, and as often as they like. */
export type FeedWatch = () => Promise<FeedLag>

const freshForMs = 2 * secondMs

export function watchFeed(db: Db): FeedWatch {
  let looking: Promise<FeedLag> | null = null
  let lookedAt = -Infinity
  return () => {
    if (looking === null || performance.now() - lookedAt > freshForMs) {
      lookedAt = performance.now()
      looking = transact(db, feedLag)
      looking.catch(() => (looking = null))
    }
    return looking
  }
}

/** For an operator, and without the statement: not everybody who reads this may read that. Null while all is well. */
export function sentenceOf(lag: FeedLag): string | null {
  if (!isLate(lag)) return null
  const { holder } = lag
  const whose =
    holder === null
      ? 'a transaction'
      : holder.pid === null
        ? 'a prepared transaction'
        : `the transaction of process ${holder.pid}`
  const age = holder?.ageSeconds ? `, which is open for ${Math.round(holder.ageSeconds)} s` : ''
  return `Events have waited for ${Math.round(lag.seconds)} s for ${whose} in the database${age}.`
}

async function holderOf(tx: Tx, xid: string): Promise<Holder | null> {
  const { rows } = await sql<Holder>`
    select pid, extract(epoch from clock_timestamp() - xact_start)::float8 as "ageSeconds",
      coalesce(state, 'unknown') as state, usename as user, application_name as application,
      case when query not like '<insufficient privilege>%' then left(query, ${shownQueryLength}) end as query
    from pg_stat_activity where backend_xid = ${xid}::text::xid8::xid
    union all
    select null, extract(epoch from clock_timestamp() - prepared)::float8, 'prepared', owner, null, left(gid, ${shownQueryLength})
    from pg_prepared_xacts where transaction = ${xid}::text::xid8::xid
    limit 1`.execute(tx)
  return rows[0] ?? null
}
