import { issueWords } from '@throughline/protocol/issues/words.ts'
import { AppError } from '../../../lib/errors.ts'
import type { Caller } from '../../../platform/http/http.ts'
import { authorOf } from '../../../record/timeline/timeline.ts'
import { isInTrash, waitingAgainSince } from '../state.ts'
import { changeIssue, type IfSo, type IssueDeps } from './change-issue.ts'
import { endSnooze, goOnSnoozing } from './snooze.ts'

/** Only the list of the trash shows it from now on. Nothing is deleted: restoring it makes it stand as before. */
export function trashIssue(deps: IssueDeps, { issueId, by, refuse }: { issueId: string; by: Caller } & IfSo) {
  return changeIssue(deps, issueId, by, async (issue, now, tx) => {
    if (isInTrash(issue)) return null
    refuse?.(issue)
    await endSnooze(tx, issue)
    const isOpen = issue.status !== 'resolved'
    return {
      set: {
        status: 'resolved',
        status_before_trash: issue.status,
        trashed_at: now,
        trashed_by: JSON.stringify(authorOf(by)),
        // What was resolved before keeps who resolved it and when. The end of a snooze is kept for restoring it.
        ...(isOpen ? { resolved_at: now, resolved_by: JSON.stringify(authorOf(by)) } : {}),
        last_activity_at: now,
      },
      event: 'issue.trashed',
      tells: { sentence: 'Moved to the trash.', shows: { reason: '' } },
    }
  })
}

/** It stands as it did before; a snooze goes on unless its time has passed. */
export function restoreIssue(deps: IssueDeps, { issueId, by, refuse }: { issueId: string; by: Caller } & IfSo) {
  return changeIssue(deps, issueId, by, async (issue, now, tx) => {
    if (!isInTrash(issue)) throw new AppError('conflict', issueWords.not_in_trash())
    refuse?.(issue)
    const before = issue.status_before_trash ?? 'waiting_on_us'
    const isSnoozed = before === 'snoozed' && issue.snoozed_until !== null && issue.snoozed_until > now
    const status = before === 'snoozed' && !isSnoozed ? 'waiting_on_us' : before
    if (isSnoozed) await goOnSnoozing(tx, { id: issue.id, status, snoozedUntil: issue.snoozed_until })
    return {
      set: {
        status,
        status_before_trash: null,
        trashed_at: null,
        trashed_by: null,
        ...(status === 'resolved' ? {} : { resolved_at: null, resolved_by: null }),
        ...(isSnoozed ? {} : { snoozed_until: null }),
        ...(status === 'open' || status === 'waiting_on_us' ? { waiting_since: waitingAgainSince(issue, now) } : {}),
        last_activity_at: now,
      },
      event: 'issue.restored',
      tells: { sentence: 'Restored from the trash.', shows: { reason: '' } },
    }
  })
}
