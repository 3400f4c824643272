import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { dayMs, hourMs } from '../../../lib/clock.ts'
import type { VisitorLimits } from '../../../lib/visitor-limits.ts'
import type { FloodKind } from '@throughline/protocol/webchat/flood.ts'

/** One count: of a channel, a window of time, and a network. */
export interface Counted {
  readonly channelId: string
  readonly beganAt: Date
  readonly address: string
}

/** In place of an address: all networks that are not counted one by one. */
export const others = 'others'
/** New visitors allowed per network while its channel is flooded, so that real ones from elsewhere get through. */
const perAddressInFlood = 5
/** A channel allows at most so many times its limit, from however many networks. */
const hardLimitFactor = 10

/** Whether a new visitor is admitted, or which limit refused them. */
export type Arrival = 'taken' | 'too many of the network' | 'too many of the channel'

/**
 * Counts a new visitor, and says whether the limit is reached. One statement; all nodes share the rows of the network and
 * of the channel. A channel that admits none any more gets no further rows, because networks are easy to make up.
 */
export async function countNewVisitor(
  db: Db,
  { channelId, beganAt, address }: Counted,
  { limits, at }: { limits: VisitorLimits; at: Date },
): Promise<Arrival> {
  const { newPerAddress, newPerChannel } = limits
  const { rows } = await sql<{ is_refused: boolean }>`
    with flood as (
      select case
        when coalesce(max(taken), 0) >= ${newPerChannel * hardLimitFactor}::int then 0
        when coalesce(max(taken), 0) >= ${newPerChannel}::int then ${Math.min(perAddressInFlood, newPerAddress)}::int
        else ${newPerAddress}::int end as allowed
      from visitor_counts
      where channel_id = ${channelId} and began_at = ${beganAt} and kind = 'visitor' and address = ''
    ), network as (
      insert into visitor_counts as counts (channel_id, began_at, kind, address, taken)
      select ${channelId}::uuid, ${beganAt}::timestamptz, 'visitor', ${address}, 1 from flood where allowed > 0
      on conflict (channel_id, began_at, kind, address) do update set
        taken = counts.taken + (counts.taken < (select allowed from flood))::int,
        refused = counts.refused + (counts.taken >= (select allowed from flood))::int,
        first_refused_at = coalesce(counts.first_refused_at,
          case when counts.taken >= (select allowed from flood) then ${at}::timestamptz end),
        is_refused = counts.taken >= (select allowed from flood)
      returning is_refused
    ), channel as (
      insert into visitor_counts as counts (channel_id, began_at, kind, address, taken)
      select ${channelId}::uuid, ${beganAt}::timestamptz, 'visitor', '', 1 from network where not is_refused
      on conflict (channel_id, began_at, kind, address) do update set taken = counts.taken + 1
    )
    select is_refused from network`.execute(db)
  if (!rows[0]) return 'too many of the channel'
  return rows[0].is_refused ? 'too many of the network' : 'taken'
}

/** Adds refusals that a node counted by itself. Rows are locked in one order, so that two nodes cannot deadlock. */
export async function addRefusals(
  db: Db,
  refusals: readonly (Counted & { kind: FloodKind; refused: number; firstAt: Date })[],
): Promise<void> {
  await sql`
    insert into visitor_counts as counts (channel_id, began_at, kind, address, refused, first_refused_at)
    select * from unnest(
      ${refusals.map(({ channelId }) => channelId)}::uuid[],
      ${refusals.map(({ beganAt }) => beganAt)}::timestamptz[],
      ${refusals.map(({ kind }) => kind)}::text[],
      ${refusals.map(({ address }) => address)}::text[],
      ${refusals.map(({ refused }) => refused)}::int[],
      ${refusals.map(({ firstAt }) => firstAt)}::timestamptz[])
    order by 1, 2, 3, 4
    on conflict (channel_id, began_at, kind, address) do update set refused = counts.refused + excluded.refused,
      first_refused_at = least(counts.first_refused_at, excluded.first_refused_at)
  `.execute(db)
}

/** True for the first node that reports a flood of this channel in this window. */
export async function beginsFlood(tx: Tx, channelId: string, beganAt: Date, kind: FloodKind): Promise<boolean> {
  const { rows } = await sql`
    insert into visitor_counts as counts (channel_id, began_at, kind, address, is_refused)
    values (${channelId}, ${beganAt}, ${kind}, '', true)
    on conflict (channel_id, began_at, kind, address) do update set is_refused = true where not counts.is_refused
    returning 1`.execute(tx)
  return rows.length > 0
}

export interface FloodRow {
  kind: FloodKind
  since: Date
  last: Date
  refused: number
  networks: number
  /** Refused from networks that are not counted one by one. */
  others: number
  most: { network: string; refused: number }[]
}

/** What was refused since then, by kind; the networks that were refused most come first. */
export async function floodsSince(db: Db, channelId: string, since: Date): Promise<FloodRow[]> {
  const { rows } = await sql<FloodRow>`
    with networks as (
      select kind, address, min(coalesce(first_refused_at, began_at)) as since, max(began_at) as last, sum(refused)::int as refused
      from visitor_counts
      where channel_id = ${channelId} and began_at > ${since} and address <> '' and refused > 0
      group by kind, address
    ), ranked as (
      select *, row_number() over (partition by kind order by address = ${others}, refused desc, address) as rank from networks
    )
    select kind, min(since) as since, max(last) as last, sum(refused)::int as refused,
      count(*) filter (where address <> ${others})::int as networks,
      coalesce(sum(refused) filter (where address = ${others}), 0)::int as others,
      coalesce(json_agg(json_build_object('network', address, 'refused', refused) order by rank)
        filter (where rank <= 3 and address <> ${others}), '[]') as most
    from ranked group by kind order by kind`.execute(db)
  return rows
}

/** Refusals are shown for a day; a network without refusals is kept for its window only. */
export async function pruneCounts(db: Db, now: Date): Promise<void> {
  const ago = (ms: number): Date => new Date(now.getTime() - ms)
  await sql`
    delete from visitor_counts where began_at < ${ago(dayMs + hourMs)}
      or (began_at < ${ago(hourMs)} and refused = 0 and address <> '')`.execute(db)
}
