import type { EventType } from '@throughline/protocol/changes.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/db.ts'
import type { RecordedEvent } from './events.ts'

/** A place in the global feed: after this row. Kept as text, since a transaction id can outgrow a double. */
export interface FeedCursor {
  xid: string
  position: number
}

export const feedStart: FeedCursor = { xid: '0', position: 0 }

interface Row {
  position: number
  xid: string
  id: string
  type: string
  at: Date
  customer_id: string | null
  issue_id: string | null
  entry_id: string | null
  data: Record<string, unknown>
}

/**
 * What happened after `cursor`, in commit order and without gaps.
 *
 * Positions are handed out at insert, so a transaction that began early may commit after later ones were read. Hence
 * only rows of transactions older than every one still running are given: whatever can still appear sorts after them.
 */
export async function readFeed(db: Db | Tx, cursor: FeedCursor, limit: number): Promise<RecordedEvent[]> {
  const { rows } = await sql<Row>`
    select position, xid::text as xid, id, type, at, customer_id, issue_id, entry_id, data
    from events
    where (xid, position) > (${cursor.xid}::xid8, ${cursor.position})
      and xid < pg_snapshot_xmin(pg_current_snapshot())
    order by xid, position
    limit ${limit}`.execute(db)
  return rows.map(eventFromRow)
}

/** The end of the feed as it can be read now. */
export async function feedEnd(db: Db | Tx): Promise<FeedCursor> {
  const { rows } = await sql<FeedCursor>`
    select xid::text as xid, position from events
    where xid < pg_snapshot_xmin(pg_current_snapshot())
    order by events.xid desc, position desc limit 1`.execute(db)
  return rows[0] ?? feedStart
}

/** One thread's events after `position`; see the lock rule in `events.ts` for why position suffices here. */
export async function readCustomerStream(
  db: Db | Tx,
  customerIds: readonly string[],
  position: number,
  limit: number,
): Promise<RecordedEvent[]> {
  const { rows } = await sql<Row>`
    select position, xid::text as xid, id, type, at, customer_id, issue_id, entry_id, data
    from events
    where customer_id = any(${customerIds}::uuid[]) and position > ${position}
    order by position
    limit ${limit}`.execute(db)
  return rows.map(eventFromRow)
}

function eventFromRow(row: Row): RecordedEvent {
  return {
    position: row.position,
    xid: row.xid,
    id: row.id,
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- only recordEvents writes this column
    type: row.type as EventType,
    at: row.at,
    customerId: row.customer_id,
    issueId: row.issue_id,
    entryId: row.entry_id,
    data: row.data,
  }
}
