import type { FailedTimer } from '@throughline/protocol/timers/failed-timers.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/db.ts'
import type { TimerRow } from './queries.ts'

interface Place {
  at: string
  id: string
}

/** Newest first, with the place of each in the list. */
export async function listFailedTimers(
  db: Db,
  page: { state: FailedTimer['state'] | null; limit: number; from: Place | null },
): Promise<{ row: TimerRow; place: Place }[]> {
  const { rows } = await sql<TimerRow & { at: string }>`
    select *, to_char(failed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
    from timers where failed_at is not null
      ${page.state === null ? sql`` : page.state === 'waiting' ? sql`and set_aside_at is null` : sql`and set_aside_at is not null`}
      ${page.from === null ? sql`` : sql`and (failed_at, id) < (${page.from.at}::timestamptz, ${page.from.id}::uuid)`}
    order by failed_at desc, id desc limit ${page.limit}`.execute(db)
  return rows.map(({ at, ...row }) => ({ row, place: { at, id: row.id } }))
}

/** Waits while it is tried at the moment; null when it has fired or was moved by then. */
export async function lockFailedTimer(tx: Tx, id: string): Promise<TimerRow | null> {
  const query = tx.selectFrom('timers').selectAll().where('id', '=', id).where('failed_at', 'is not', null).forUpdate()
  return (await query.executeTakeFirst()) ?? null
}

/** Gives it one try, now. */
export async function makeDue(tx: Tx, { kind, key, tries_left }: TimerRow): Promise<TimerRow> {
  return tx
    .updateTable('timers')
    .set({ set_aside_at: null, tries_left: Math.max(1, tries_left), fires_at: sql`now()` })
    .where('kind', '=', kind)
    .where('key', '=', key)
    .returningAll()
    .executeTakeFirstOrThrow()
}

export function viewFailedTimer(row: TimerRow): FailedTimer {
  const isWaiting = row.set_aside_at === null
  return {
    id: row.id,
    kind: row.kind,
    key: row.key,
    dueAt: row.due_at.toISOString(),
    state: isWaiting ? 'waiting' : 'set_aside',
    tries: row.tries,
    error: row.error,
    failedAt: row.failed_at!.toISOString(),
    nextTryAt: isWaiting ? row.fires_at.toISOString() : null,
    setAsideAt: row.set_aside_at && row.set_aside_at.toISOString(),
  }
}
