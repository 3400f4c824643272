import type { Db, Tx } from '../../platform/db/db.ts'
import { queryPrepared } from '../../platform/db/prepared.ts'

/** When a message came from an address by a channel, the last time: by the sender's clock, and not after we had it. */
export async function lastHeardFrom(
  db: Db | Tx,
  from: { customerId: string; channelId: string; identityId: string },
): Promise<Date | null> {
  const [row] = await queryPrepared<{ at: Date | null }>(
    db,
    'last-heard-from',
    `select max(at) as at from (
       select least(occurred_at, recorded_at) as at from entries
       where customer_id = $1 and channel_id = $2 and identity_id = $3 and direction = 'in'
       order by seq desc limit 20) as last`,
    [from.customerId, from.channelId, from.identityId],
  )
  return row?.at ?? null
}

/** Where the customer was heard, newest first: one row per channel and address, of the last few messages. */
export async function lastHeardOn(
  db: Db | Tx,
  memberIds: readonly string[],
): Promise<{ channelId: string; identityId: string; heardAt: Date }[]> {
  return queryPrepared(
    db,
    'last-heard-on',
    `select channel_id as "channelId", identity_id as "identityId", max(recorded_at) as at,
       max(least(occurred_at, recorded_at)) as "heardAt"
     from unnest($1::uuid[]) as m(id), lateral (
       select channel_id, identity_id, recorded_at, occurred_at, direction from entries
       where customer_id = m.id order by seq desc limit 100) as e
     where direction = 'in' and channel_id is not null and identity_id is not null
     group by channel_id, identity_id order by at desc`,
    [memberIds],
  )
}
