import type { Author } from '@throughline/protocol/timeline/author.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { issueById } from '../queries.ts'
import { afterFailedDelivery, isInTrash } from '../state.ts'
import { applyChange } from './change-issue.ts'
import { endSnooze } from './snooze.ts'

/** Whom the thread and the history name. */
const author: Author = { kind: 'system', id: 'delivery', name: 'Delivery' }

/**
 * An answer did not arrive, so the customer is not the one who has to speak: the issue is ours again, also when it was
 * closed or snoozed with that answer. The caller holds the thread's lock. False when it was ours already.
 */
export async function reopenUndelivered(
  tx: Tx,
  { issueId, canonicalId, now }: { issueId: string; canonicalId: string; now: Date },
): Promise<boolean> {
  const issue = await issueById(tx, issueId)
  if (!issue || issue.merged_into_id !== null || isInTrash(issue)) return false
  const status = afterFailedDelivery(issue.status)
  if (status === issue.status) return false
  await endSnooze(tx, issue)
  const wasAway = issue.status === 'resolved' || issue.status === 'snoozed'
  const set = {
    status,
    resolved_at: null,
    resolved_by: null,
    snoozed_until: null,
    // They have waited all the time, without an answer.
    waiting_since: issue.waiting_since ?? issue.last_contact_at ?? now,
    last_activity_at: now,
    reopen_count: issue.reopen_count + (issue.status === 'resolved' ? 1 : 0),
  }
  const change = wasAway
    ? ({
        set,
        event: 'issue.reopened',
        tells: { sentence: 'Reopened: an answer did not arrive.', shows: { cause: 'not_delivered' } },
      } as const)
    : ({ set, event: 'issue.updated', tells: null } as const)
  await applyChange(tx, { canonicalId, issue, change, by: author, now })
  return true
}
