import type { Caller } from '../../../platform/http/http.ts'
import { afterReopening, waitingAgainSince } from '../state.ts'
import { changeIssue, type IssueDeps, type IfSo, type UnlessSo } from './change-issue.ts'
import { endSnooze } from './snooze.ts'

export function reopenIssue(
  deps: IssueDeps,
  {
    issueId,
    reason,
    by,
    unless,
    refuse,
  }: { issueId: string; reason?: string | undefined; by: Caller } & UnlessSo & IfSo,
) {
  return changeIssue(deps, issueId, by, async (issue, now, tx) => {
    if (unless?.(issue)) return null
    refuse?.(issue)
    await endSnooze(tx, issue)
    return {
      set: {
        status: afterReopening(issue.status),
        resolved_at: null,
        resolved_by: null,
        spam_at: null,
        trashed_at: null,
        snoozed_until: null,
        last_activity_at: now,
        waiting_since: waitingAgainSince(issue, now),
        reopen_count: issue.reopen_count + (issue.status === 'resolved' ? 1 : 0),
      },
      event: 'issue.reopened',
      tells: { sentence: reason ? `Reopened: ${reason}` : 'Reopened.', shows: { reason: reason ?? '' } },
    }
  })
}
