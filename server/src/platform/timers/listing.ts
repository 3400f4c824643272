import type { FailedStep } from '@throughline/protocol/reacting/failed-steps.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/db.ts'
import { forgetFailed, type TimerRow } from './queries.ts'

interface Place {
  at: string
  id: string
}

/** Timers as steps that failed, newest first, each with its place in the list. */
export const failedTimers = {
  async list(db: Db, page: { state: FailedStep['state'] | null; limit: number; from: Place | null }) {
    const { rows } = await sql<TimerRow & { at: string }>`
      select *, to_char(failed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
      from timers where failed_at is not null
        ${page.state === null ? sql`` : page.state === 'waiting' ? sql`and set_aside_at is null` : sql`and set_aside_at is not null`}
        ${page.from === null ? sql`` : sql`and (failed_at, id) < (${page.from.at}::timestamptz, ${page.from.id}::uuid)`}
      order by failed_at desc, id desc limit ${page.limit}`.execute(db)
    return rows.map(({ at, ...row }) => ({ step: viewFailed(row), place: { at, id: row.id } }))
  },

  /** Waits while it is tried at the moment; null when it has fired or was moved by then. */
  async lock(tx: Tx, id: string) {
    const query = tx
      .selectFrom('timers')
      .selectAll()
      .where('id', '=', id)
      .where('failed_at', 'is not', null)
      .forUpdate()
    const row = await query.executeTakeFirst()
    if (!row) return null
    return {
      isSetAside: row.set_aside_at !== null,
      audit: { subject: { kind: 'timer', id }, details: { kind: row.kind, key: row.key } },
      makeDue: () => makeDue(tx, row),
      forget: () => forgetFailed(tx, row),
    }
  },
}

/** Gives it one try, now. */
async function makeDue(tx: Tx, { kind, key, tries_left }: TimerRow): Promise<FailedStep> {
  const row = await tx
    .updateTable('timers')
    .set({ set_aside_at: null, tries_left: Math.max(1, tries_left), fires_at: sql`now()` })
    .where('kind', '=', kind)
    .where('key', '=', key)
    .returningAll()
    .executeTakeFirstOrThrow()
  return viewFailed(row)
}

function viewFailed(row: TimerRow): FailedStep {
  const isWaiting = row.set_aside_at === null
  return {
    id: row.id,
    kind: 'timer',
    name: row.kind,
    at: row.due_at.toISOString(),
    eventId: null,
    eventType: null,
    key: row.key,
    customerId: null,
    issueId: null,
    entryId: null,
    state: isWaiting ? 'waiting' : 'set_aside',
    tries: row.tries,
    error: row.error,
    failedAt: row.failed_at!.toISOString(),
    nextTryAt: isWaiting ? row.fires_at.toISOString() : null,
    setAsideAt: row.set_aside_at && row.set_aside_at.toISOString(),
  }
}
