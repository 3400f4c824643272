import { sql, type Selectable } from 'kysely'
import type { Db, Tx } from '../db/db.ts'
import type { Fate } from '../jobs/after-failure.ts'
import type { TimersTable } from './tables.ts'

export type TimerRow = Selectable<TimersTable>

export interface DueTimer extends Pick<TimerRow, 'kind' | 'key' | 'id' | 'due_at' | 'data' | 'tries' | 'tries_left'> {
  /** The database's. */
  now: Date
}

/** The first half of the key of an advisory lock, so that nobody else's are meant. */
const lockClass = 0x746c_746d
/** Others may be firing the first ones: as many are looked at as several nodes take at a time. */
const looksPerTaken = 8

/** Null: the time of the database. */
const timeOf = (now: Date | null) => (now === null ? sql`now()` : sql`${now}::timestamptz`)

/** Not in a form for which the index on kinds could be used: what is due is found by its time alone. */
const known = (kinds: readonly string[]) => sql`kind || '' = any(${kinds}::text[])`

/**
 * The oldest due timers that no other node is firing, held until the end of the transaction. They are held by advisory
 * locks and not by their rows: a handler takes the locks of its domain first and the row last, which is the order of all who
 * schedule and cancel. With the rows locked from the start the two would wait for each other.
 *
 * Planned anew each time: what suits an empty table would be wrong for ever after.
 */
export async function takeDue(
  tx: Tx,
  kinds: readonly string[],
  { limit, now }: { limit: number; now: Date | null },
): Promise<DueTimer[]> {
  const { rows } = await sql<DueTimer>`
    with due as materialized (
      select kind, key, id, due_at, data, tries, tries_left from timers
      where fires_at <= ${timeOf(now)} and set_aside_at is null and ${known(kinds)}
      order by fires_at limit ${limit * looksPerTaken})
    select due.*, ${timeOf(now)} as now from due
    where pg_try_advisory_xact_lock(${lockClass}, hashtext(kind || ' ' || key)) limit ${limit}`.execute(tx)
  return rows
}

/** How long it is until the next timer that is not due yet. Null: there is none. */
export async function msUntilNext(db: Db | Tx, kinds: readonly string[], now: Date | null): Promise<number | null> {
  const { rows } = await sql<{ ms: number | null }>`
    select (extract(epoch from min(fires_at) - ${now === null ? sql`clock_timestamp()` : timeOf(now)}) * 1000)::float8 as ms from timers
    where fires_at > ${timeOf(now)} and set_aside_at is null and ${known(kinds)}`.execute(db)
  return rows[0]?.ms ?? null
}

/** Fewer than were given: one was moved, cancelled or fired meanwhile. */
export async function forgetTimers(tx: Tx, timers: readonly Pick<TimerRow, 'kind' | 'key' | 'id'>[]): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from timers using unnest(${timers.map(({ kind }) => kind)}::text[], ${timers.map(({ key }) => key)}::text[],
      ${timers.map(({ id }) => id)}::uuid[]) as fired(kind, key, id)
    where timers.kind = fired.kind and timers.key = fired.key and timers.id = fired.id
      and timers.set_aside_at is null`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

export async function writeFate(
  tx: Tx,
  { kind, key, id, now }: Pick<DueTimer, 'kind' | 'key' | 'id' | 'now'>,
  fate: Fate,
): Promise<void> {
  await sql`
    update timers set tries = ${fate.tries}, tries_left = ${fate.triesLeft}, error = ${fate.error},
      failed_at = coalesce(failed_at, ${now}), fires_at = ${fate.nextTryAt}, set_aside_at = ${fate.setAsideAt}
    where kind = ${kind} and key = ${key} and id = ${id}`.execute(tx)
}

/** Puts it off without a word of failure: other work was in its way. */
export async function putOff(
  tx: Tx,
  { kind, key, id, now }: Pick<DueTimer, 'kind' | 'key' | 'id' | 'now'>,
  ms: number,
): Promise<void> {
  await sql`
    update timers set fires_at = ${new Date(now.getTime() + ms)}
    where kind = ${kind} and key = ${key} and id = ${id}`.execute(tx)
}

export async function forgetFailed(tx: Tx, { kind, key }: Pick<TimerRow, 'kind' | 'key'>): Promise<void> {
  await tx.deleteFrom('timers').where('kind', '=', kind).where('key', '=', key).execute()
}
