import type { Tx } from '../../platform/db/db.ts'
import { queryPrepared } from '../../platform/db/prepared.ts'
import { recordEvents } from '../../platform/events/events.ts'

/**
 * The owner of an address has read everything that was sent there until then: also what is recorded as sent later, by the
 * mark that is kept, which never moves back. The caller holds the thread's lock.
 */
export async function readUpTo(
  tx: Tx,
  at: { channelId: string; identityId: string; homeId: string; canonicalId: string; upTo: Date; now: Date },
): Promise<void> {
  const { channelId, identityId, homeId, canonicalId: customerId, upTo, now } = at
  await queryPrepared(
    tx,
    'mark-read-up-to',
    `insert into read_marks as m (channel_id, identity_id, customer_id, up_to) values ($1, $2, $3, $4)
     on conflict (channel_id, identity_id) do update set up_to = greatest(m.up_to, excluded.up_to)`,
    [channelId, identityId, homeId, upTo],
  )
  const read = await queryPrepared<{ entry_id: string }>(
    tx,
    'read-up-to',
    // Each half by an index of its own.
    `update deliveries set state = 'read', error = null, updated_at = $4
     where entry_id in (
       select entry_id from deliveries
       where identity_id = $2 and not automatic and state in ('sent', 'delivered', 'read') and state <> 'read'
         and channel_id = $1 and coalesce(handed_over_at, created_at) <= $3
       union all
       select entry_id from deliveries
       where identity_id = $2 and automatic and state in ('sent', 'delivered')
         and channel_id = $1 and coalesce(handed_over_at, created_at) <= $3)
     returning entry_id`,
    [channelId, identityId, upTo, now],
  )
  await recordEvents(
    tx,
    read.map(({ entry_id: entryId }) => ({
      type: 'delivery.changed' as const,
      customerId,
      entryId,
      issueId: null,
      data: { state: 'read' as const },
    })),
    now,
  )
}

/** Messages to an address of which nobody knows yet whether they have left, or by what name. */
export async function inTheAir(
  tx: Tx,
  { homeId, channelId, identityId }: { homeId: string; channelId: string; identityId: string },
): Promise<{ entryId: string; isBeingSent: boolean }[]> {
  return queryPrepared(
    tx,
    'deliveries-in-the-air',
    `select entry_id as "entryId", state = 'sending' as "isBeingSent" from deliveries
     where customer_id = $1 and state in ('queued', 'sending') and channel_id = $2 and identity_id = $3
       and (state = 'sending' or attempts > 0)`,
    [homeId, channelId, identityId],
  )
}
