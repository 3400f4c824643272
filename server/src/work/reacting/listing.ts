import type { FailedReaction } from '@throughline/protocol/reacting/failed-reactions.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'
import type { FailedReactionRow } from './queries.ts'

interface Place {
  at: string
  id: string
}

/** Newest first, with the place of each in the list. */
export async function listFailed(
  db: Db,
  page: { state: FailedReactionRow['state'] | null; limit: number; from: Place | null },
): Promise<{ row: FailedReactionRow; place: Place }[]> {
  const { rows } = await sql<FailedReactionRow & { at: string }>`
    select *, to_char(failed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at
    from failed_reactions
    where true
      ${page.state === null ? sql`` : sql`and state = ${page.state}`}
      ${page.from === null ? sql`` : sql`and (failed_at, id) < (${page.from.at}::timestamptz, ${page.from.id}::uuid)`}
    order by failed_at desc, id desc limit ${page.limit}`.execute(db)
  return rows.map(({ at, ...row }) => ({ row, place: { at, id: row.id } }))
}

/** Waits while it is tried at the moment; null when it is done by then. */
export async function lockFailed(tx: Tx, id: string): Promise<FailedReactionRow | null> {
  const row = await tx.selectFrom('failed_reactions').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
  return row ?? null
}

/** Gives it one try, now. */
export async function makeDue(tx: Tx, { id, tries_left }: FailedReactionRow, now: Date): Promise<FailedReactionRow> {
  return tx
    .updateTable('failed_reactions')
    .set({ state: 'waiting', tries_left: Math.max(1, tries_left), next_try_at: now })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

export function viewFailed(row: FailedReactionRow): FailedReaction {
  const isWaiting = row.state === 'waiting'
  return {
    id: row.id,
    reaction: row.reaction,
    eventId: row.event.id,
    eventType: row.event.type,
    eventAt: row.event.at,
    customerId: row.event.customerId,
    issueId: row.event.issueId,
    entryId: row.event.entryId,
    state: row.state,
    tries: row.tries,
    error: row.error,
    failedAt: row.failed_at.toISOString(),
    nextTryAt: isWaiting ? row.next_try_at.toISOString() : null,
    setAsideAt: row.set_aside_at && row.set_aside_at.toISOString(),
  }
}
