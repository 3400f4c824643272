import { whyNoEvent, type EventData, type EventType } from '@throughline/protocol/events.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/db.ts'
import { insertLater, queryPrepared } from '../db/prepared.ts'
import { rowInsert } from '../db/row-insert.ts'
import { newId } from '../../lib/ids.ts'
import type { Logger } from '../../lib/logger.ts'
import './tables.ts'

/**
 * The outbox: what happened, written in the transaction in which it happened.
 *
 * Owns `events` and `event_cursors`, and `access_changes`, by which every node notices changes of access
 * (`access-changes.ts`). Refuses to know what an event leads to: consumers read the feed in commit order (`feed.ts`) and
 * move their cursor in the transaction that acts on it (`consumer.ts`).
 *
 * An event about a customer is recorded while that customer's row lock is held, so that per customer `position` is
 * commit order and a thread's stream can be resumed by it alone (`readCustomerStream` of `feed.ts`).
 */
export type NewEvent = { [T in EventType]: About & { type: T } & DataOf<T> }[EventType]

interface About {
  /** The canonical customer. */
  customerId: string | null
  issueId?: string | null
  entryId?: string | null
}

/** What the type's schema says; may be left out where nothing of it is required. */
type DataOf<T extends EventType> =
  Partial<EventData<T>> extends EventData<T>
    ? { data?: EventData<T> }
    : EventData<T> extends Record<string, never>
      ? { data?: EventData<T> }
      : { data: EventData<T> }

export interface RecordedEvent {
  position: number
  xid: string
  id: string
  type: EventType
  at: Date
  customerId: string | null
  issueId: string | null
  entryId: string | null
  data: Record<string, unknown>
}

/** Sent along with the transaction's next statement: recording costs no round trip of its own. */
export async function recordEvents(tx: Tx, events: readonly NewEvent[], at: Date = new Date()): Promise<void> {
  for (const event of events) {
    await insertLater(tx, eventInsert, [
      newId(),
      event.type,
      at,
      event.customerId,
      event.issueId ?? null,
      event.entryId ?? null,
      JSON.stringify(event.data ?? {}),
    ])
  }
}

const eventInsert = rowInsert('events', {
  id: 'uuid',
  type: 'text',
  at: 'timestamptz',
  customer_id: 'uuid',
  issue_id: 'uuid',
  entry_id: 'uuid',
  data: 'jsonb',
})

/** The newest position of a customer's own stream: read it before the page it stands for, never after. */
export async function streamPosition(db: Db | Tx, customerIds: readonly string[]): Promise<number> {
  const rows = await queryPrepared<{ position: number | null }>(
    db,
    'stream-position',
    `select max(e.position) as position from unnest($1::uuid[]) as m(id), lateral (
       select position from events where customer_id = m.id order by position desc limit 1) as e`,
    [customerIds],
  )
  return rows[0]?.position ?? 0
}

/** How many events there have been, more or less. */
export async function newestPosition(db: Db): Promise<number> {
  const { rows } = await sql<{ position: number }>`
    select position from events order by events.xid desc, position desc limit 1`.execute(db)
  return rows[0]?.position ?? 0
}

/**
 * What is older was pruned: what a reader who stopped before it has missed is not known any more. Transactions that ran
 * at one time hold positions in another order than their ids, so the lowest is looked for among the first.
 */
export async function oldestPosition(db: Db | Tx): Promise<number> {
  const { rows } = await sql<{ position: number | null }>`
    select min(position) as position from (
      select position from events order by events.xid, position limit 1000) as first`.execute(db)
  return rows[0]?.position ?? 0
}

/** Old events go, in portions, once every consumer has read them. */
export async function pruneEvents(db: Db, before: Date): Promise<void> {
  for (;;) {
    // A row of events never changes, so its place in the table stays its own.
    const { numAffectedRows } = await sql`
      delete from events where ctid = any(array(
        select e.ctid from events e
        where e.at < ${before}
          and not exists (select from event_cursors c where (c.xid, c.position) < (e.xid, e.position))
        order by e.xid, e.position limit 10000))`.execute(db)
    if (!numAffectedRows) return
  }
}

/** Events that do not fit their schema are kept and sent as they are; the log names them, because it is a bug. */
export function logWrongEvents(events: readonly RecordedEvent[], logger: Logger): void {
  for (const { id, type, data } of events) {
    const reason = whyNoEvent(type, data)
    if (reason !== null) logger.error({ eventId: id, type, reason }, 'an event does not fit its schema')
  }
}
