import type { Tx } from '../../platform/db/db.ts'
import { entriesByIds } from '../../record/timeline/timeline.ts'
import { reopenUndelivered } from '../../work/issues/issues.ts'
import { recordDelivery, type DeliveryRow } from './queries.ts'

/**
 * Something of ours did not arrive, the message or a copy of it: it is kept with the message, and in the same
 * transaction the issue is ours again. Its owner is notified by the event. An automatic answer that does not arrive
 * leaves nobody waiting, so it changes no issue. The caller holds the thread's lock; the ids are of changed issues.
 */
export async function recordFailure(
  tx: Tx,
  delivery: DeliveryRow,
  { what, canonicalId, now }: { what: 'message' | 'copy'; canonicalId: string; now: Date },
): Promise<string[]> {
  if (delivery.automatic) {
    await recordDelivery(tx, delivery, { canonicalId, now })
    return []
  }
  const issueId = (await entriesByIds(tx, [delivery.entry_id]))[0]?.issue_id ?? null
  await recordDelivery(tx, delivery, { canonicalId, now, failed: { what, issueId } })
  // The customer waits for nothing that was forwarded to somebody else.
  if (delivery.identity_id === null) return []
  if (issueId === null || !(await reopenUndelivered(tx, { issueId, canonicalId, now }))) return []
  return [issueId]
}
