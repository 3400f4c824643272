import { sql } from 'kysely'
import type { Tx } from '../platform/db/db.ts'
import { measure, measureBy, secondsSince, type Measure } from '../lib/measure.ts'
import type { ConfiguredChannel } from './configuring/channel-store.ts'
import { shortName } from './tally.ts'

/** Where counting stops: nobody acts differently on more, and counting must stay cheap. */
const maxCounted = 100_000
const maxChannels = 200

/** What goes out, and what came in and is on no thread. Each part walks along an index of rows that need somebody. */
export async function measureChannels(tx: Tx, channels: readonly ConfiguredChannel[], now: Date): Promise<Measure[]> {
  return [...(await measureDeliveries(tx, now)), ...(await measureKept(tx)), healthOf(channels)]
}

async function measureDeliveries(tx: Tx, now: Date): Promise<Measure[]> {
  const { rows } = await sql<{ state: string; count: number; oldest: Date | null; due: Date | null }>`
    select state, count(*)::int as count, min(created_at) as oldest,
      min(greatest(created_at, hold_until, next_attempt_at)) as due
    from (select state, created_at, hold_until, next_attempt_at from deliveries
      where state in ('queued', 'sending') limit ${maxCounted}) as unfinished
    group by state`.execute(tx)
  const { rows: given } = await sql<{ state: string; count: number }>`
    select state, count(*)::int as count from (
      select state from deliveries where state in ('failed', 'refused') and updated_at > ${now}::timestamptz - interval '1 day'
      limit ${maxCounted}) as ended
    group by state`.execute(tx)
  const of = (state: string) => rows.find((row) => row.state === state)
  const ended = (state: string): number => given.find((row) => row.state === state)?.count ?? 0
  return [
    measureBy('state', {
      name: 'throughline_deliveries',
      help: 'Messages that wait or are being handed over now, and those that failed or were refused within a day.',
      values: {
        queued: of('queued')?.count ?? 0,
        sending: of('sending')?.count ?? 0,
        failed: ended('failed'),
        refused: ended('refused'),
      },
    }),
    measureBy('state', {
      name: 'throughline_delivery_age_seconds',
      help: 'Since when the oldest message in this state was written.',
      values: {
        queued: secondsSince(of('queued')?.oldest ?? null, now),
        sending: secondsSince(of('sending')?.oldest ?? null, now),
      },
    }),
    measure(
      'throughline_delivery_overdue_seconds',
      'For how long the message that waits longest has been due. One that is tried again later is not due.',
      secondsSince(of('queued')?.due ?? null, now),
    ),
  ]
}

async function measureKept(tx: Tx): Promise<Measure[]> {
  const { rows } = await sql<{ state: string; count: number }>`
    select state, count(*)::int as count
    from (select state from inbound where state <> 'accepted' limit ${maxCounted}) as kept group by state`.execute(tx)
  const of = (state: string): number => rows.find((row) => row.state === state)?.count ?? 0
  return [
    measureBy('state', {
      name: 'throughline_inbound_kept',
      help: 'What came in and is kept raw: set aside on purpose, or failed to be read or recorded.',
      values: { set_aside: of('set_aside'), failed: of('failed') },
    }),
  ]
}

function healthOf(channels: readonly ConfiguredChannel[]): Measure {
  return {
    name: 'throughline_channel_healthy',
    help: '0: the channel is switched on and says that it fails.',
    labels: ['channel', 'kind', 'name'],
    samples: channels
      .filter(({ enabled, health }) => enabled || health?.state === 'failing')
      .slice(0, maxChannels)
      .map(({ id, kind, name, health }) => ({
        labels: { channel: id, kind, name: shortName(name) },
        value: health?.state === 'failing' ? 0 : 1,
      })),
  }
}
