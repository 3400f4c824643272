import { addressOfIdentity, lockCustomer } from '../../people/customers/customers.ts'
import { transact } from '../../platform/db/db.ts'
import { recordConsent } from '../../record/consents/consents.ts'
import type { ConfiguredChannel } from '../configuring/channel-store.ts'
import { mediumOf, whyNotSend } from './consent.ts'
import type { DeliveryDeps } from './deps.ts'
import type { DeliveryRow } from './queries.ts'

/**
 * The provider refuses a message since the customer has told it that they want none: we had not heard of it, and hold back
 * what else there is. It counts from when the message was taken up, so that a START which arrived meanwhile stands.
 */
export async function recordOptOut(
  deps: DeliveryDeps,
  channel: ConfiguredChannel,
  { identity_id: identityId, customer_id: homeId, updated_at: takenAt }: DeliveryRow,
): Promise<void> {
  if (identityId === null) return
  const now = deps.clock.now()
  const canonicalId = await transact(deps.db, async (tx) => {
    const address = await addressOfIdentity(tx, identityId)
    if (address === null || (await whyNotSend(tx, channel, { identityId })) !== null) return null
    await recordConsent(tx, {
      address,
      holder: { identityId, homeId },
      medium: mediumOf(channel),
      purpose: 'service',
      isGiven: false,
      source: 'provider',
      wording: '',
      reason: null,
      by: null,
      channelId: channel.id,
      inboundId: null,
      isConfirmed: false,
      occurredAt: takenAt < now ? takenAt : now,
      now,
    })
    return (await lockCustomer(tx, homeId)).canonicalId
  })
  if (canonicalId !== null) deps.changed(canonicalId, [])
}
