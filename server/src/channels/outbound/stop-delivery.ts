import { channelWords } from '@throughline/protocol/channels/words.ts'
import { consentWords } from '@throughline/protocol/consents/words.ts'
import type { DeliveryError } from '@throughline/protocol/timeline/delivery.ts'
import { isBlocked } from '../../people/customers/customers.ts'
import type { Tx } from '../../platform/db/db.ts'
import { recordEvents } from '../../platform/events/events.ts'
import type { ConfiguredChannel } from '../configuring/channel-store.ts'
import { whyNotSend } from './consent.ts'
import { deliveryError, recordDelivery, type DeliveryRow } from './queries.ts'

/**
 * Why a message that was written before may not leave any more; null when it may. Asked under the thread's lock, at the
 * moment of sending. A forward goes to others.
 */
export async function whyStopped(
  tx: Tx,
  channel: ConfiguredChannel | null,
  delivery: DeliveryRow,
): Promise<DeliveryError | null> {
  const { identity_id: identityId, entry_id: entryId } = delivery
  if (identityId === null) return null
  if (await isBlocked(tx, identityId)) return deliveryError('blocked', channelWords.not_sent_blocked())
  const isUnwanted = channel !== null && (await whyNotSend(tx, channel, { identityId, entryId })) !== null
  return isUnwanted ? deliveryError('no_consent', consentWords.not_sent()) : null
}

/**
 * Failed, with why, and not waiting: what is sent by itself when the block or the word is taken back, weeks later,
 * surprises everybody. Staff may send it again then. Nobody waits for such an answer, so no issue is opened.
 */
export async function stopDelivery(
  tx: Tx,
  delivery: DeliveryRow,
  error: DeliveryError,
  at: { canonicalId: string; now: Date },
): Promise<void> {
  await recordDelivery(tx, { ...delivery, state: 'failed', error, next_attempt_at: null }, at)
}

/**
 * A customer has just asked for no more messages: all that waits for their address is stopped at once, however long it
 * would have waited. What another worker has in its hands is asked about at its next attempt. Under the thread's lock.
 */
export async function stopQueued(
  tx: Tx,
  to: { homeId: string; identityId: string; channelIds: readonly string[] },
  at: { canonicalId: string; now: Date },
): Promise<void> {
  const rows = await tx
    .updateTable('deliveries')
    .set({
      state: 'failed',
      error: JSON.stringify(deliveryError('no_consent', consentWords.not_sent())),
      next_attempt_at: null,
      updated_at: at.now,
    })
    .where('customer_id', '=', to.homeId)
    .where('identity_id', '=', to.identityId)
    .where('channel_id', 'in', to.channelIds)
    .where('state', '=', 'queued')
    .returning('entry_id')
    .execute()
  const { canonicalId: customerId, now } = at
  const data = { state: 'failed' as const }
  const events = rows.map(({ entry_id: entryId }) => ({
    type: 'delivery.changed' as const,
    customerId,
    entryId,
    data,
  }))
  if (events.length > 0) await recordEvents(tx, events, now)
}
