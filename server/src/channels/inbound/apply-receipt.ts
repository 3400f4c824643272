import { channelWords } from '@throughline/protocol/channels/words.ts'
import { joinWordings } from '@throughline/protocol/words.ts'
import { identitiesOf, lockCustomer, markUndeliverable } from '../../people/customers/customers.ts'
import { transact, type Tx } from '../../platform/db/db.ts'
import { quotedUnlessOurs } from '../../lib/errors.ts'
import { newId } from '../../lib/ids.ts'
import { entriesByIds, wasCopied } from '../../record/timeline/timeline.ts'
import type { ConfiguredChannel } from '../configuring/channel-store.ts'
import type { InboundReceiptEvent } from '../contract.ts'
import {
  deliveryByProviderId,
  deliveryError,
  recordDelivery,
  withFailedCopies,
  type DeliveryRow,
} from '../outbound/queries.ts'
import { recordFailure } from '../outbound/record-failure.ts'
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
      preview: event.preview,
    })
  }
  const now = deps.clock.now()
  try {
    const { customerId, issueIds } = await transact(deps.db, async (tx) => {
      const whom = await recipientOf(tx, found, event.recipient)
      // First of all: an address is locked before its customer, here as everywhere.
      if (event.addressIsDead && whom === 'addressee' && found.identity_id !== null) {
        if (!(await isKnownToOthers(tx, found))) {
          await markUndeliverable(tx, { identityId: found.identity_id, reason: quotedUnlessOurs(event), now })
        }
      }
      const { canonicalId } = await lockCustomer(tx, found.customer_id)
      const delivery = (await deliveryByProviderId(tx, channel.id, event.about))!
      const changedIds = await apply(tx, delivery, event, { whom, canonicalId, now })
      const mark = {
        id: newId(),
        channelId: channel.id,
        providerId: event.providerId,
        kind: 'receipt',
        entryId: delivery.entry_id,
      }
      await markAccepted(tx, { ...mark, customerId: delivery.customer_id, at: now })
      await source.guard?.(tx)
      return { customerId: canonicalId, issueIds: changedIds }
    })
    deps.changed(customerId, issueIds)
  } catch (error) {
    if (!isDuplicateMark(error)) throw error
  }
}

type Whom = 'addressee' | 'forwarded' | 'copy'

/** What the receipt changes; the ids are of issues that it reopened. */
async function apply(
  tx: Tx,
  delivery: DeliveryRow,
  event: InboundReceiptEvent,
  { whom, canonicalId, now }: { whom: Whom; canonicalId: string; now: Date },
): Promise<string[]> {
  const said = quotedUnlessOurs(event)
  if (event.state === 'failed' && whom === 'copy') {
    const { sentence: message, words } = said
    const copy = { address: event.recipient!, at: now.toISOString(), code: event.code ?? 'failed', message, words }
    const copies = withFailedCopies(delivery.failed_copies, [copy])
    if (copies.length === (delivery.failed_copies ?? []).length) return []
    return recordFailure(tx, { ...delivery, failed_copies: copies }, { what: 'copy', canonicalId, now })
  }
  if (event.state === 'delayed') {
    // It may still arrive; until then nobody should believe that it has.
    if (whom === 'copy' || delivery.state !== 'sent') return []
    await recordDelivery(tx, { ...delivery, error: deliveryError('delayed', said) }, { canonicalId, now })
    return []
  }
  const state = afterReceipt(delivery.state, event.state)
  if (state === delivery.state || whom === 'copy') return []
  if (event.state === 'failed') {
    const failed = { ...delivery, state, error: deliveryError(event.code ?? 'failed', said) }
    return recordFailure(tx, failed, { what: 'message', canonicalId, now })
  }
  await recordDelivery(tx, { ...delivery, state, error: null }, { canonicalId, now })
  return []
}

/**
 * Whom a receipt is about. An address that we did not write to is one to which the addressee, or somebody who got a copy,
 * has forwarded the mail; with several recipients nobody knows which of them, and it is told as a copy.
 */
async function recipientOf(tx: Tx, delivery: DeliveryRow, recipient: string | null): Promise<Whom> {
  if (recipient === null || (await isSentTo(tx, delivery.identity_id, recipient))) return 'addressee'
  const [entry] = await entriesByIds(tx, [delivery.entry_id])
  const content = entry?.content
  return content?.type === 'email' && content.cc.length + (content.bcc?.length ?? 0) > 0 ? 'copy' : 'forwarded'
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
