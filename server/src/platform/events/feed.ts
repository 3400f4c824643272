import type { EventType } from '@throughline/protocol/events.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '../db/db.ts'
import { executeLater, prepared, queryPrepared } from '../db/prepared.ts'
import type { RecordedEvent } from './events.ts'
import { clusterHorizon, provenHorizon } from './horizon.ts'

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

const columns = 'position, xid::text as xid, id, type, at, customer_id, issue_id, entry_id, data'
const readColumns = 'e.position, e.xid, e.id, e.type, e.at, e.customer_id, e.issue_id, e.entry_id, e.data'

/**
 * Events after `cursor` (a row of xid and position) below the horizon of the cluster. When there are none, one row says
 * where the cursor is, and whether an event is there that may not be read by that horizon. (Not by "exists": PostgreSQL
 * then forgets the order, and walks through all events.)
 */
const readUsual = (limit: string): string => `
  select ${readColumns}, cursor.xid::text as cursor_xid, cursor.position as cursor_position,
    case when e.position is null then (
      select true from events where (events.xid, events.position) > (cursor.xid, cursor.position)
      order by events.xid, events.position limit 1) end as is_withheld
  from cursor left join lateral (
    select ${columns} from events
    where (events.xid, events.position) > (cursor.xid, cursor.position) and events.xid < ${clusterHorizon}
    order by events.xid, events.position
    limit ${limit}) as e on true`

/** Looks at all locks, so it is asked only for what is known to be withheld. */
const readWithheld = `
  select ${columns} from events
  where (events.xid, events.position) > ($1::text::xid8, $2) and events.xid < ${provenHorizon}
  order by events.xid, events.position
  limit $3`

type Found = Row | { position: null; cursor_xid: string; cursor_position: number; is_withheld: true | null }

async function readOn(db: Db | Tx, found: readonly Found[], limit: number): Promise<RecordedEvent[]> {
  const [first] = found
  if (first?.position !== null) return found.filter((row) => row.position !== null).map(eventFromRow)
  if (!first.is_withheld) return []
  const { cursor_xid, cursor_position } = first
  const rows = await queryPrepared<Row>(db, 'read-feed-withheld', readWithheld, [cursor_xid, cursor_position, limit])
  return rows.map(eventFromRow)
}

/**
 * What happened after `cursor`, in commit order and without gaps.
 *
 * Positions are handed out at insert, so a transaction that began early may commit after later ones were read. Hence
 * only rows of transactions older than every one still running are given: whatever can still appear sorts after them.
 */
export async function readFeed(db: Db | Tx, cursor: FeedCursor, limit: number): Promise<RecordedEvent[]> {
  const found = await queryPrepared<Found>(
    db,
    'read-feed',
    `with cursor as (select $1::xid8 as xid, $2::bigint as position) ${readUsual('$3')}`,
    [cursor.xid, cursor.position, limit],
  )
  return readOn(db, found, limit)
}

/**
 * The same from where a consumer stopped, whose cursor this transaction holds from now on: the row lock is what makes
 * one node at a time consume. Null when another one holds it, or when there is no such consumer yet.
 */
export async function readFeedOf(tx: Tx, consumer: string, limit: number): Promise<RecordedEvent[] | null> {
  const found = await queryPrepared<Found>(
    tx,
    'read-feed-of',
    `with cursor as materialized (
       select xid, position from event_cursors where consumer = $1 for update skip locked) ${readUsual('$2')}`,
    [consumer, limit],
  )
  return found.length === 0 ? null : readOn(tx, found, limit)
}

/** Travels with the commit. */
export async function moveCursor(tx: Tx, consumer: string, to: FeedCursor): Promise<void> {
  const sql = 'update event_cursors set xid = $2::text::xid8, position = $3 where consumer = $1'
  await executeLater(tx, prepared('move-event-cursor', sql, [consumer, to.xid, to.position]))
}

export async function createCursor(db: Db, consumer: string): Promise<void> {
  await sql`insert into event_cursors (consumer, xid, position)
    values (${consumer}, ${feedStart.xid}::text::xid8, ${feedStart.position}) on conflict do nothing`.execute(db)
}

/** The end of the feed as it can be read now. */
export async function feedEnd(db: Db | Tx): Promise<FeedCursor> {
  const { rows } = await sql<FeedCursor>`
    select xid::text as xid, position from events
    where xid < pg_snapshot_xmin(pg_current_snapshot())
    order by events.xid desc, position desc limit 1`.execute(db)
  return rows[0] ?? feedStart
}

/**
 * One thread's events after `position`; see the lock rule in `events.ts` for why position suffices here. Per record, so
 * that each is a walk along its own index and never along everybody's events.
 */
export async function readCustomerStream(
  db: Db | Tx,
  customerIds: readonly string[],
  position: number,
  limit: number,
): Promise<RecordedEvent[]> {
  const rows = await queryPrepared<Row>(
    db,
    'read-customer-stream',
    `select ${readColumns} from unnest($1::uuid[]) as m(id), lateral (
       select ${columns}
       from events where customer_id = m.id and position > $2 order by position limit $3) as e
     order by e.position limit $3`,
    [customerIds, position, limit],
  )
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
