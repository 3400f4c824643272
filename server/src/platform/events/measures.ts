import { sql } from 'kysely'
import type { Tx } from '../db/db.ts'
import { measure, type Measure } from '../../lib/measure.ts'
import { feedLag, maxCounted } from './lag.ts'

/** How far each consumer is behind: what it has yet to read of what is committed. */
async function consumerLags(tx: Tx): Promise<{ consumer: string; events: number; seconds: number }[]> {
  const { rows } = await sql<{ consumer: string; events: number; seconds: number }>`
    select c.consumer, w.events, w.seconds from event_cursors c cross join lateral (
      select count(*)::int as events, coalesce(greatest(0, extract(epoch from now() - min(at))), 0)::float8 as seconds
      from (select at from events where (events.xid, events.position) > (c.xid, c.position)
        order by events.xid, events.position limit ${maxCounted}) as unread) as w
    order by c.consumer`.execute(tx)
  return rows
}

export async function measureFeed(tx: Tx): Promise<Measure[]> {
  const lag = await feedLag(tx)
  const consumers = await consumerLags(tx)
  const byConsumer = (name: string, help: string, key: 'events' | 'seconds'): Measure => ({
    name,
    help,
    labels: ['consumer'],
    samples: consumers.map((one) => ({ labels: { consumer: one.consumer }, value: one[key] })),
  })
  return [
    measure(
      'throughline_feed_lag_seconds',
      'Age of the oldest event that may not be read yet, because a transaction that began before it is open.',
      lag.seconds,
    ),
    measure('throughline_feed_withheld_events', 'Events that may not be read yet, up to 100,000.', lag.events),
    measure(
      'throughline_feed_holder_age_seconds',
      'How long the transaction that holds up the feed has been open.',
      lag.holder?.ageSeconds ?? 0,
    ),
    byConsumer(
      'throughline_consumer_lag_seconds',
      'Age of the oldest event that a consumer has yet to act on.',
      'seconds',
    ),
    byConsumer('throughline_consumer_lag_events', 'Events that a consumer has yet to act on, up to 100,000.', 'events'),
  ]
}
