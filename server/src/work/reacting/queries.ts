import type { EventType } from '@throughline/protocol/events.ts'
import { sql, type Selectable } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'
import { queryPrepared } from '../../platform/db/prepared.ts'
import type { RecordedEvent } from '../../platform/events/events.ts'
import { newId } from '../../lib/ids.ts'
import type { Fate } from '../../platform/jobs/after-failure.ts'
import type { FailedReactionsTable } from './tables.ts'

export type FailedReactionRow = Selectable<FailedReactionsTable>

export interface NewFailed {
  reaction: string
  subject: string
  event: RecordedEvent
  tries: number
  triesLeft: number
  error: string | null
  failedAt: Date
  nextTryAt: Date
}

/** Of these subjects, those whose events wait, by reaction. */
export async function waitingSubjects(tx: Tx, subjects: readonly string[]): Promise<Map<string, Set<string>>> {
  const rows = await queryPrepared<{ reaction: string; subject: string }>(
    tx,
    'waiting-subjects',
    `select distinct reaction, subject from failed_reactions where state = 'waiting' and subject = any($1::text[])`,
    [subjects],
  )
  const byReaction = new Map<string, Set<string>>()
  for (const { reaction, subject } of rows) {
    byReaction.set(reaction, (byReaction.get(reaction) ?? new Set()).add(subject))
  }
  return byReaction
}

export async function keepFailed(tx: Tx, failed: readonly NewFailed[]): Promise<void> {
  await tx
    .insertInto('failed_reactions')
    .values(
      failed.map(({ reaction, subject, event, tries, triesLeft, error, failedAt, nextTryAt }) => ({
        id: newId(failedAt.getTime()),
        reaction,
        subject,
        xid: event.xid,
        position: event.position,
        event: JSON.stringify(keptOf(event)),
        state: 'waiting' as const,
        tries,
        tries_left: triesLeft,
        error,
        failed_at: failedAt,
        next_try_at: nextTryAt,
        set_aside_at: null,
      })),
    )
    .onConflict((conflict) => conflict.columns(['position', 'reaction']).doNothing())
    .execute()
}

function keptOf({ id, type, at, customerId, issueId, entryId, data }: RecordedEvent) {
  return { id, type, at: at.toISOString(), customerId, issueId, entryId, data }
}

export function eventOf({
  event,
  xid,
  position,
}: Pick<FailedReactionRow, 'event' | 'xid' | 'position'>): RecordedEvent {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only keepFailed writes this column
  return { ...event, type: event.type as EventType, at: new Date(event.at), xid, position }
}

/**
 * The first of each queue, where it is due and its reaction is known here (another version may know more). One step per
 * queue along its index, however many wait in it.
 */
export async function dueShares(
  db: Db,
  of: { reactions: readonly string[]; now: Date; limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with recursive first_of_queue as (
      (select id, reaction, subject, next_try_at from failed_reactions where state = 'waiting'
       order by reaction, subject, xid, position limit 1)
      union all
      select following.* from first_of_queue as f, lateral (
        select id, reaction, subject, next_try_at from failed_reactions
        where state = 'waiting' and (reaction, subject) > (f.reaction, f.subject)
        order by reaction, subject, xid, position limit 1) as following)
    select id from first_of_queue where next_try_at <= ${of.now} and reaction = any(${of.reactions}::text[])
    limit ${of.limit}`.execute(db)
  return rows.map(({ id }) => id)
}

/** Null when another node tries it now, or when it is settled or not due any more. */
export async function takeShare(tx: Tx, id: string, now: Date): Promise<FailedReactionRow | null> {
  const row = await tx
    .selectFrom('failed_reactions')
    .selectAll()
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .where('next_try_at', '<=', now)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst()
  return row ?? null
}

export async function forgetShare(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('failed_reactions').where('id', '=', id).execute()
}

export async function writeFate(tx: Tx, id: string, fate: Fate): Promise<void> {
  await tx
    .updateTable('failed_reactions')
    .set({
      state: fate.state,
      tries: fate.tries,
      tries_left: fate.triesLeft,
      error: fate.error,
      next_try_at: fate.nextTryAt,
      set_aside_at: fate.setAsideAt,
    })
    .where('id', '=', id)
    .execute()
}
