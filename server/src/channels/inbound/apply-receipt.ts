import { channelWords } from '@throughline/protocol/channels/words.ts'
import { joinWordings } from '@throughline/protocol/words.ts'
import { bouncedNotification } from '../../judgement/notifications/notifications.ts'
import { identitiesOf, lockCustomer, markUndeliverable } from '../../people/customers/customers.ts'
import { transact, type Tx } from '../../platform/db/db.ts'
import { quotedUnlessOurs } from '../../lib/errors.ts'
import { newId } from '../../lib/ids.ts'
import { entriesByIds, wasCopied } from '../../record/timeline/timeline.ts'
import type { ConfiguredChannel } from '../configuring/channel-store.ts'
import type { Guard } from '../context.ts'
import type { InboundReceiptEvent } from '../contract.ts'
import {
  deliveryByProviderId,
  deliveryError,
  recordDelivery,
  withFailedCopies,
  type DeliveryRow,
} from '../outbound/queries.ts'
import { isForward, type ForwardEntry } from '../forwarding/forward-message.ts'
import { recordFailure } from '../outbound/record-failure.ts'
import { afterReceipt } from '../outbound/state.ts'
import type { InboundDeps } from './deps.ts'
import { keepEarly } from './keep-early.ts'
import { markApplied } from './mark-recorded.ts'
import { inboundByProviderId, isDuplicateMark, markAccepted } from './queries.ts'
import type { Source } from './set-aside.ts'

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
  if (found) return applyFoundReceipt(deps, channel, { event, found, guard: source.guard })
  if (event.state === 'failed' && (await ofNotification(deps, channel, event, source))) return
  if (await keep(deps, channel, event, source)) return
  // It was recorded as sent a moment ago.
  return applyReceipt(deps, channel, event, source)
}

/** A notification mail to a colleague came back. It is on no delivery of a customer's and opens no issue. */
async function ofNotification(
  deps: InboundDeps,
  channel: ConfiguredChannel,
  event: InboundReceiptEvent,
  source: Source,
): Promise<boolean> {
  const now = deps.clock.now()
  try {
    return await transact(deps.db, async (tx) => {
      const why = quotedUnlessOurs(event)
      const about = { messageId: event.about, recipient: event.recipient, isDead: event.addressIsDead, why, now }
      if (!(await bouncedNotification(tx, about))) return false
      const mark = { providerId: event.providerId, kind: 'receipt', entryId: null, customerId: null }
      await markAccepted(tx, { ...mark, id: newId(), channelId: channel.id, at: now })
      await source.guard?.(tx)
      return true
    })
  } catch (error) {
    if (!isDuplicateMark(error)) throw error
    return true
  }
}

/** Keeps a receipt about a message that is not known, or not yet. False: it is known by now. */
function keep(
  deps: InboundDeps,
  channel: ConfiguredChannel,
  event: InboundReceiptEvent,
  source: Source,
): Promise<boolean> {
  return keepEarly(deps, channel, {
    event,
    of: { channelId: channel.id, providerId: event.about },
    kind: event.state === 'failed' || event.state === 'delayed' ? 'bounce' : 'receipt',
    ...joinWordings(channelWords.about_nothing_of_ours(), quotedUnlessOurs(event)),
    source,
    preview: event.preview,
    isKnown: async (tx) => (await deliveryByProviderId(tx, channel.id, event.about)) !== undefined,
  })
}

/** Of a message that is known. */
export async function applyFoundReceipt(
  deps: InboundDeps,
  channel: ConfiguredChannel,
  { event, found, guard }: { event: InboundReceiptEvent; found: DeliveryRow; guard?: Guard | undefined },
): Promise<void> {
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
      // The same receipt twice, or once more after it was kept because it came too early.
      const before = await inboundByProviderId(tx, channel.id, event.providerId)
      if (before?.state === 'accepted') return { customerId: canonicalId, issueIds: [] }
      const delivery = (await deliveryByProviderId(tx, channel.id, event.about))!
      const changedIds = await apply(tx, delivery, event, { whom, canonicalId, now })
      const { entry_id: entryId, customer_id: customerId } = delivery
      const mark = { providerId: event.providerId, kind: 'receipt', channelId: channel.id, entryId, customerId, now }
      await markApplied(tx, before, mark)
      await guard?.(tx)
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
  if (entry && isForward(entry)) return addresseeOfForward(entry, delivery, recipient)
  const content = entry?.content
  return content?.type === 'email' && content.cc.length + (content.bcc?.length ?? 0) > 0 ? 'copy' : 'forwarded'
}

/** Of several, one that fails leaves the others: the forward has failed when nobody got it. */
function addresseeOfForward({ content: { to } }: ForwardEntry, delivery: DeliveryRow, recipient: string): Whom {
  const failed = new Set((delivery.failed_copies ?? []).map(({ address }) => address.toLowerCase()))
  const left = to.filter(({ address }) => address !== recipient.toLowerCase() && !failed.has(address))
  return to.length === 1 || left.length === 0 ? 'addressee' : 'copy'
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
