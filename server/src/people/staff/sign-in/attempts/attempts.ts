import { createHash } from 'node:crypto'
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../../../platform/db/db.ts'
import type { Clock } from '../../../../lib/clock.ts'
import { limitsOf, noticedAfter, windowMs, type Attempt, type Limit } from './attempt-policy.ts'

/**
 * Limits guessing. An attempt is counted before the password or code is checked, and taken off the count when it was
 * right: of many attempts at once no more than the limit are checked. The counts are in PostgreSQL, for all nodes.
 */
export interface Attempts {
  /** How long to wait, or the reservation of an attempt that may be made now. */
  reserve(attempt: Attempt): Promise<{ waitMs: number } | Reservation>
  settle(reservation: Reservation, outcome: Outcome): Promise<Settled>
}

export interface Reservation {
  attempt: Attempt
  counts: Count[]
}

/** `unchecked`: nothing was compared, so nothing was learned from it. */
export type Outcome = 'right' | 'wrong' | 'unchecked'

export interface Settled {
  /** The first wrong attempt at this account from this address in the window: logged once. */
  isFirst: boolean
  /** The scopes that have just reached many wrong attempts, once per window. */
  noticed: { scope: 'account' | 'address'; failures: number }[]
}

interface Count {
  limit: Limit
  count: number
  until: Date
}

export function createAttempts({ db, clock }: { db: Db; clock: Clock }): Attempts {
  async function giveBack(counts: readonly Count[], { clearFirst }: { clearFirst: boolean }): Promise<void> {
    if (counts.length === 0) return
    const given = counts.map(
      ({ limit, until }, place) => sql`(${place}::int, ${digest(limit.key)}::bytea, ${until}::timestamptz)`,
    )
    // Locked in the same order as by a reservation, so that the two cannot deadlock.
    await sql`
      with given (place, key, until) as (values ${sql.join(given)}),
      mine as (
        select given.place, a.key from sign_in_attempts a join given on a.key = given.key and a.until = given.until
        order by given.place for update of a
      )
      update sign_in_attempts a
      set count = case when ${clearFirst}::boolean and mine.place = 0 then 0 else greatest(a.count - 1, 0) end
      from mine where a.key = mine.key`.execute(db)
  }

  return {
    async reserve(attempt) {
      const now = clock.now()
      const limits = limitsOf(attempt)
      const { rows } = await reservation(limits, now).execute(db)
      const counts = rows.map(({ place, count, until }) => ({ limit: limits[place]!, count, until }))
      const refused = limits[counts.length]
      if (!refused) return { attempt, counts }
      await giveBack(counts, { clearFirst: false })
      return { waitMs: await remainingMs(db, refused, now) }
    },
    async settle({ attempt, counts }, outcome) {
      if (outcome !== 'wrong') {
        await giveBack(counts, { clearFirst: outcome === 'right' })
        return { isFirst: false, noticed: [] }
      }
      const noticed: Settled['noticed'] = []
      for (const { limit, count } of counts) {
        const { scope } = limit
        if (scope !== 'account' && scope !== 'address' && scope !== 'devices') continue
        if (count < noticedAfter[scope][attempt.kind] || !(await markNoticed(db, limit))) continue
        noticed.push({ scope: scope === 'devices' ? 'account' : scope, failures: count })
      }
      return { isFirst: counts[0]?.count === 1, noticed }
    },
  }
}

/** A row counts for one window, and is deleted afterwards. */
export async function pruneAttempts(db: Db, now: Date): Promise<void> {
  await sql`delete from sign_in_attempts where until <= ${now}`.execute(db)
}

/** Raises each count only if the one before was below its limit: one statement, a row per count, the strictest first. */
function reservation(limits: readonly Limit[], now: Date): RawBuilder<{ place: number; count: number; until: Date }> {
  const until = new Date(now.getTime() + windowMs)
  const steps = limits.map((limit, place) => {
    const ended = sql`a.until <= ${now}::timestamptz`
    return sql`${step(place)} as (
      insert into sign_in_attempts as a (key, count, until)
      select ${digest(limit.key)}::bytea, 1, ${until}::timestamptz ${place === 0 ? sql`` : sql`from ${step(place - 1)}`}
      on conflict (key) do update set
        count = case when ${ended} then 1 else a.count + 1 end,
        until = case when ${ended} then excluded.until else a.until end,
        noticed = a.noticed and not ${ended}
      where ${ended} or a.count < ${limit.max}
      returning ${place}::int as place, count, until
    )`
  })
  const read = limits.map((_, place) => sql`select place, count, until from ${step(place)}`)
  return sql`with ${sql.join(steps)} ${sql.join(read, sql` union all `)} order by place`
}

const step = (place: number): RawBuilder<unknown> => sql.id(`step_${place}`)

async function remainingMs(db: Db, limit: Limit, now: Date): Promise<number> {
  const { rows } = await sql<{ until: Date }>`
    select until from sign_in_attempts where key = ${digest(limit.key)}`.execute(db)
  return Math.max((rows[0]?.until.getTime() ?? 0) - now.getTime(), 1000)
}

async function markNoticed(db: Db, limit: Limit): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update sign_in_attempts set noticed = true where key = ${digest(limit.key)} and not noticed`.execute(db)
  return Number(numAffectedRows ?? 0) > 0
}

/** Short, and not what was typed: people type passwords into the field above. */
const digest = (key: string): Buffer => createHash('sha256').update(key).digest().subarray(0, 16)
