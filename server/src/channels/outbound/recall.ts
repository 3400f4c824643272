import { channelWords } from '@throughline/protocol/channels/words.ts'
import { timelineWords } from '@throughline/protocol/timeline/words.ts'
import { lockCustomer } from '../../people/customers/customers.ts'
import { transact } from '../../platform/db/db.ts'
import { recordEvents } from '../../platform/events/events.ts'
import type { Caller } from '../../platform/http/http.ts'
import { issueFacts, standAsBefore } from '../../work/issues/issues.ts'
import { AppError } from '../../lib/errors.ts'
import {
  authorOf,
  entriesByIds,
  refuseHiddenEntry,
  refuseUnlessCanEntry,
  releaseUploads,
} from '../../record/timeline/timeline.ts'
import { deliverJob } from './jobs.ts'
import { deliveryError, deliveryOf, recordDelivery } from './queries.ts'
import type { OutboundDeps } from './deps.ts'
import { takenBack } from './state.ts'

/**
 * Takes back a message that has not left. The entry stays on the thread, refused, so that the record is whole; nothing
 * goes out, its files are its author's again, and the issue stands as it did. Under the same lock as handing over, so
 * that exactly one of the two happens.
 */
export async function recallMessage(
  deps: OutboundDeps,
  { entryId, by: caller }: { entryId: string; by: Caller },
): Promise<void> {
  const now = deps.clock.now()
  const by = authorOf(caller)
  const [entry] = await entriesByIds(deps.db, [entryId])
  if (!entry) throw new AppError('not_found', timelineWords.no_such_entry())
  await refuseUnlessCanEntry(deps.db, issueFacts, { caller, action: 'thread.write', entry })
  if (entry.author_id !== by.id) throw new AppError('conflict', channelWords.recalled_by_author_only())
  const changed = await transact(deps.db, async (tx) => {
    const { canonicalId } = await lockCustomer(tx, entry.customer_id)
    await refuseHiddenEntry(tx, issueFacts, { caller, action: 'thread.write', entryId })
    const delivery = await deliveryOf(tx, entryId)
    if (!delivery) throw new AppError('conflict', channelWords.only_sent_is_recalled())
    // The same again, after a cut: it is done.
    if (delivery.error?.code === takenBack) return null
    if (delivery.state !== 'queued' || delivery.attempts > 0) {
      throw new AppError('conflict', channelWords.has_left())
    }
    const error = deliveryError(takenBack, channelWords.recalled({ name: by.name }))
    await recordDelivery(tx, { ...delivery, state: 'refused', error }, { canonicalId, now })
    await releaseUploads(tx, entryId)
    const isAsBefore =
      delivery.issue_before &&
      (await standAsBefore(tx, delivery.issue_before, { writtenAt: entry.occurred_at, by, at: now }))
    if (isAsBefore)
      await recordEvents(tx, [{ type: 'issue.updated', customerId: canonicalId, issueId: entry.issue_id }], now)
    // What was written after it has waited behind it.
    await deps.jobs.enqueue(tx, deliverJob, { entryId })
    return { canonicalId, issueIds: isAsBefore && entry.issue_id !== null ? [entry.issue_id] : [] }
  })
  if (changed) deps.changed(changed.canonicalId, changed.issueIds)
}
