import type { FailedStep } from '@throughline/protocol/reacting/failed-steps.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'
import { forgetShare, type FailedReactionRow } from './queries.ts'

/** In the list of what failed: when it failed first, in UTC with microseconds, and its id. */
export interface FailedPlace {
  at: string
  id: string
}

/** Shares of events as steps that failed, newest first. */
export const failedReactions = {
  async list(db: Db, page: { state: FailedStep['state'] | null; limit: number; from: FailedPlace | null }) {
    const { rows } = await sql<FailedReactionRow & { at: string }>`
      select *, to_char(failed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
      from failed_reactions
      where true
        ${page.state === null ? sql`` : sql`and state = ${page.state}`}
        ${page.from === null ? sql`` : sql`and (failed_at, id) < (${page.from.at}::timestamptz, ${page.from.id}::uuid)`}
      order by failed_at desc, id desc limit ${page.limit}`.execute(db)
    return rows.map(({ at, ...row }) => ({ step: viewFailed(row), place: { at, id: row.id } }))
  },

  async lock(tx: Tx, id: string) {
    const row = await tx.selectFrom('failed_reactions').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
    if (!row) return null
    const details = { reaction: row.reaction, eventType: row.event.type, customerId: row.event.customerId }
    return {
      isSetAside: row.state === 'set_aside',
      audit: { subject: { kind: 'event', id: row.event.id }, details },
      makeDue: (now: Date) => makeDue(tx, row, now),
      forget: () => forgetShare(tx, row.id),
    }
  },
}

/** Gives it one try, now. */
async function makeDue(tx: Tx, { id, tries_left }: FailedReactionRow, now: Date): Promise<FailedStep> {
  const row = await tx
    .updateTable('failed_reactions')
    .set({ state: 'waiting', tries_left: Math.max(1, tries_left), next_try_at: now })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
  return viewFailed(row)
}

function viewFailed(row: FailedReactionRow): FailedStep {
  const { event, state } = row
  return {
    id: row.id,
    kind: 'reaction',
    name: row.reaction,
    at: event.at,
    eventId: event.id,
    eventType: event.type,
    key: null,
    customerId: event.customerId,
    issueId: event.issueId,
    entryId: event.entryId,
    state,
    tries: row.tries,
    error: row.error,
    failedAt: row.failed_at.toISOString(),
    nextTryAt: state === 'waiting' ? row.next_try_at.toISOString() : null,
    setAsideAt: row.set_aside_at && row.set_aside_at.toISOString(),
  }
}
