import type { Caller } from '../../../platform/http/http.ts'
import { authorOf } from '../../../record/timeline/timeline.ts'
import { afterClosing } from '../state.ts'
import { changeIssue, type IssueDeps, type IfSo, type UnlessSo } from './change-issue.ts'
import { endSnooze } from './snooze.ts'

export function closeIssue(
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
        status: afterClosing(issue.status),
        resolved_at: now,
        resolved_by: JSON.stringify(authorOf(by)),
        spam_at: null,
        trashed_at: null,
        snoozed_until: null,
        last_activity_at: now,
      },
      event: 'issue.resolved',
      tells: { sentence: reason ? `Resolved: ${reason}` : 'Resolved.', shows: { reason: reason ?? '' } },
    }
  })
}
