import { channelWords } from '@throughline/protocol/channels/words.ts'
import { joinWordings } from '@throughline/protocol/words.ts'
import { identitiesOf, lockCustomer, markUndeliverable } from '../../people/customers/customers.ts'
import { transact, type Tx } from '../../platform/db/db.ts'
import { quotedUnlessOurs } from '../../lib/errors.ts'
import { newId } from '../../lib/ids.ts'
import { wasCopied } from '../../record/timeline/timeline.ts'
import type { ConfiguredChannel } from '../configuring/channel-store.ts'
import type { InboundReceiptEvent } from '../contract.ts'
import { deliveryByProviderId, deliveryError, recordDelivery } from '../outbound/queries.ts'
import { afterReceipt } from '../outbound/state.ts'
import type { InboundDeps } from './deps.ts'
import { isDuplicateMark, markAccepted } from './queries.ts'
import { setAside, type Source } from './set-aside.ts'

/**
 * What became of something we sent. Only a receipt that names a message of ours, on the channel it left by, changes
 * anything: the forger of a bounce does not know our ids. Late, repeated and reordered receipts never move a
 * delivery backwards.
 */
export async function applyReceipt(
  deps: InboundDeps,
  channel: ConfiguredChannel,
  event: InboundReceiptEvent,
  source: Source,
): Promise<void> {
  const found = await deliveryByProviderId(deps.db, channel.id, event.about)
  if (!found) {
    return setAside(deps, channel, {
      providerId: event.providerId,
      kind: 'bounce',
      ...joinWordings(channelWords.about_nothing_of_ours(), quotedUnlessOurs(event)),
      state: 'set_aside',
      source,
    })
  }
  const now = deps.clock.now()
  try {
    const customerId = await transact(deps.db, async (tx) => {
      // A copy that bounced says nothing about the person the message was for.
      const isAddressee = event.recipient === null || (await isSentTo(tx, found.identity_id, event.recipient))
      // First of all: an address is locked before its customer, here as everywhere.
      if (event.addressIsDead && isAddressee && found.identity_id !== null && !(await isKnownToOthers(tx, found))) {
        await markUndeliverable(tx, { identityId: found.identity_id, reason: quotedUnlessOurs(event), now })
      }
      const { canonicalId } = await lockCustomer(tx, found.customer_id)
      const delivery = (await deliveryByProviderId(tx, channel.id, event.about))!
      const state = afterReceipt(delivery.state, event.state)
      if (state !== delivery.state && (isAddressee || event.state !== 'failed')) {
        const error = event.state === 'failed' ? deliveryError(event.code ?? 'failed', quotedUnlessOurs(event)) : null
        await recordDelivery(tx, { ...delivery, state, error }, { canonicalId, now })
      }
      const mark = {
        id: newId(),
        channelId: channel.id,
        providerId: event.providerId,
        kind: 'receipt',
        entryId: delivery.entry_id,
      }
      await markAccepted(tx, { ...mark, customerId: delivery.customer_id, at: now })
      await source.guard?.(tx)
      return canonicalId
    })
    deps.changed(customerId, [])
  } catch (error) {
    if (!isDuplicateMark(error)) throw error
  }
}

/** Others who got a copy know what our mail is called, and could write a report about it: theirs silences no address. */
async function isKnownToOthers(tx: Tx, { identity_id: id }: { identity_id: string | null }): Promise<boolean> {
  if (id === null) return false
  const value = (await identitiesOf(tx, [id])).get(id)?.value
  return value !== undefined && wasCopied(tx, { id, value })
}

async function isSentTo(tx: Tx, identityId: string | null, recipient: string): Promise<boolean> {
  if (identityId === null) return false
  const identity = (await identitiesOf(tx, [identityId])).get(identityId)
  return identity?.value.toLowerCase() === recipient.toLowerCase()
}
