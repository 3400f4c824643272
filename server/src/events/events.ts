import type { EventType } from '@throughline/protocol/changes.ts'
import type { Db, Tx } from '../db/db.ts'
import { newId } from '../lib/ids.ts'
import type {} from './tables.ts'

/**
 * The outbox: what happened, written in the transaction in which it happened.
 *
 * Owns `events` and `event_cursors`. Refuses to know what an event leads to: consumers read the feed in commit order
 * (`feed.ts`) and move their cursor in the transaction that acts on it (`consumer.ts`).
 *
 * An event about a customer is recorded while that customer's row lock is held, so that per customer `position` is
 * commit order and a thread's stream can be resumed by it alone (`customer-stream.ts`).
 */
export interface NewEvent {
  type: EventType
  /** The canonical customer. */
  customerId: string | null
  issueId?: string | null
  entryId?: string | null
  data?: Record<string, unknown>
}

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

export async function recordEvents(tx: Tx, events: readonly NewEvent[], at: Date = new Date()): Promise<void> {
  if (events.length === 0) return
  await tx
    .insertInto('events')
    .values(
      events.map((event) => ({
        id: newId(),
        type: event.type,
        at,
        customer_id: event.customerId,
        issue_id: event.issueId ?? null,
        entry_id: event.entryId ?? null,
        data: JSON.stringify(event.data ?? {}),
      })),
    )
    .execute()
}

/** The newest position of a customer's own stream: read it before the page it stands for, never after. */
export async function streamPosition(db: Db | Tx, customerIds: readonly string[]): Promise<number> {
  const row = await db
    .selectFrom('events')
    .select((eb) => eb.fn.max('position').as('position'))
    .where('customer_id', 'in', customerIds)
    .executeTakeFirst()
  return row?.position ?? 0
}
