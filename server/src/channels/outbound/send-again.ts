import { channelWords } from '@throughline/protocol/channels/words.ts'
import { timelineWords } from '@throughline/protocol/timeline/words.ts'
import { recordAudit } from '../../people/audit/audit.ts'
import { contactableIdentitiesOf, lockCustomer } from '../../people/customers/customers.ts'
import { transact, type Tx } from '../../platform/db/db.ts'
import type { Caller } from '../../platform/http/http.ts'
import { issueFacts } from '../../work/issues/issues.ts'
import { AppError } from '../../lib/errors.ts'
import { amendmentsOf, entriesByIds, refuseHiddenEntry } from '../../record/timeline/timeline.ts'
import { whyNotSend } from './consent.ts'
import type { OutboundDeps } from './deps.ts'
import { deliverJob } from './jobs.ts'
import { deliveryOf, recordDelivery, type DeliveryRow } from './queries.ts'
import { whyNotAgain } from './state.ts'

/**
 * Sends again what failed, and at once what waits for its next attempt. It is the same entry, so it leaves under the
 * same Message-ID and idempotency key: a receiver that has it already sees a repetition, never a second message. What
 * had failed gets two days of attempts anew. Under the same lock as handing over, so that it is handed over once.
 */
export async function sendAgain(deps: OutboundDeps, { entryId, by }: { entryId: string; by: Caller }): Promise<void> {
  const now = deps.clock.now()
  const [entry] = await entriesByIds(deps.db, [entryId])
  if (!entry) throw new AppError('not_found', timelineWords.no_such_entry())
  const customerId = await transact(deps.db, async (tx) => {
    const { canonicalId, memberIds } = await lockCustomer(tx, entry.customer_id)
    await refuseHiddenEntry(tx, issueFacts, { caller: by, action: 'thread.write', entryId })
    const delivery = await deliveryOf(tx, entryId)
    if (!delivery) throw new AppError('conflict', channelWords.only_messages_are_sent())
    const why = whyNotAgain(delivery)
    if (why !== null) throw new AppError('conflict', why)
    const amendments = await amendmentsOf(tx, [entryId])
    if (amendments.some(({ content }) => content.type === 'deletion')) {
      throw new AppError('conflict', channelWords.struck_out())
    }
    const addresses = await contactableIdentitiesOf(tx, memberIds)
    if (addresses.some(({ id, blocked }) => id === delivery.identity_id && blocked)) {
      throw new AppError('unusable_channel', channelWords.address_blocked())
    }
    await refuseUnwanted(tx, deps, delivery)
    const isNewSeries = delivery.state !== 'queued'
    const series = isNewSeries ? { tries: 0, trying_since: null } : {}
    const queued = { ...delivery, ...series, state: 'queued' as const, error: null, next_attempt_at: null }
    await recordDelivery(tx, queued, { canonicalId, now })
    const details = { state: delivery.state, attempts: delivery.attempts, code: delivery.error?.code ?? null }
    const subject = { kind: 'entry', id: entryId }
    await recordAudit(tx, { actor: by, action: 'entry.sent_again', subject, details }, deps.clock)
    await deps.jobs.enqueue(tx, deliverJob, { entryId, isByHand: true })
    return canonicalId
  })
  deps.changed(customerId, [])
}

/** The customer has asked for no more messages since. */
async function refuseUnwanted(
  tx: Tx,
  { store }: OutboundDeps,
  { channel_id: channelId, identity_id: identityId, entry_id: entryId }: DeliveryRow,
): Promise<void> {
  const channel = identityId === null ? null : await store.find(channelId)
  if (identityId === null || channel === null) return
  const why = await whyNotSend(tx, channel, { identityId, entryId })
  if (why !== null) throw new AppError('unusable_channel', why)
}
