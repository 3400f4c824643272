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

/**
 * Events after a cursor (`"from"`, a row of xid and position), in commit order. Where the horizon of the cluster gives
 * nothing although something is there, the costlier one is looked up: PostgreSQL runs that part only then.
 */
const eventsAfter = (limit: string): string => `
  usual as materialized (
    select e.* from "from" cross join lateral (${eventsBelow(clusterHorizon, limit)}) as e),
  withheld as (
    select e.* from "from" cross join lateral (${eventsBelow(provenHorizon, limit)}) as e
    where not exists (select from usual)
      and exists (select from "from", events where (events.xid, events.position) > ("from".xid, "from".position))),
  found as (select * from usual union all select * from withheld)`

const eventsBelow = (horizon: string, limit: string): string => `
  select position, xid::text as xid, id, type, at, customer_id, issue_id, entry_id, data, events.xid as in_order
  from events
  where (events.xid, events.position) > ("from".xid, "from".position) and events.xid < ${horizon}
  order by events.xid, events.position limit ${limit}`

/**
 * What happened after `cursor`, in commit order and without gaps.
 *
 * Positions are handed out at insert, so a transaction that began early may commit after later ones were read. Hence
 * only rows of transactions older than every one still running are given: whatever can still appear sorts after them.
 */
export async function readFeed(db: Db | Tx, cursor: FeedCursor, limit: number): Promise<RecordedEvent[]> {
  const rows = await queryPrepared<Row>(
    db,
    'read-feed',
    `with "from" as (select $1::xid8 as xid, $2::bigint as position), ${eventsAfter('$3')}
     select * from found order by in_order, position`,
    [cursor.xid, cursor.position, limit],
  )
  return rows.map(eventFromRow)
}

/**
 * The same from where a consumer stopped, whose cursor this transaction holds from now on: the row lock is what makes
 * one node at a time consume. Null when another one holds it, or when there is no such consumer yet.
 */
export async function readFeedOf(tx: Tx, consumer: string, limit: number): Promise<RecordedEvent[] | null> {
  const rows = await queryPrepared<Row | { position: null }>(
    tx,
    'read-feed-of',
    `with "from" as materialized (
       select xid, position from event_cursors where consumer = $1 for update skip locked), ${eventsAfter('$2')}
     select found.* from "from" left join found on true order by in_order, found.position`,
    [consumer, limit],
  )
  if (rows.length === 0) return null
  return rows.filter((row) => row.position !== null).map(eventFromRow)
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
    `select e.* from unnest($1::uuid[]) as m(id), lateral (
       select position, xid::text as xid, id, type, at, customer_id, issue_id, entry_id, data
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
