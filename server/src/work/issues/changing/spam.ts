import { issueWords } from '@throughline/protocol/issues/words.ts'
import { AppError } from '../../../lib/errors.ts'
import type { Caller } from '../../../platform/http/http.ts'
import { authorOf } from '../../../record/timeline/timeline.ts'
import { isSpam, waitingAgainSince } from '../state.ts'
import { changeIssue, type IssueDeps } from './change-issue.ts'
import { endSnooze } from './snooze.ts'

/**
 * A person says that an issue is spam: it is done with, and no list shows it but that of spam. Nothing is learnt from it,
 * and its sender is not blocked: that is another step, which a person takes.
 */
export function markSpam(deps: IssueDeps, { issueId, by }: { issueId: string; by: Caller }) {
  return changeIssue(deps, issueId, by, async (issue, now, tx) => {
    if (isSpam(issue)) return null
    await endSnooze(tx, issue)
    return {
      set: {
        status: 'resolved',
        // A snooze has ended by this; what was resolved stays so.
        status_before_spam: issue.status === 'snoozed' ? 'waiting_on_us' : issue.status,
        spam_at: now,
        resolved_at: now,
        resolved_by: JSON.stringify(authorOf(by)),
        snoozed_until: null,
        last_activity_at: now,
      },
      event: 'issue.resolved',
      data: { spam: true },
      tells: { sentence: 'Marked as spam.', shows: { reason: '' } },
    }
  })
}

/** It was none: it stands as it did before. */
export function unmarkSpam(deps: IssueDeps, { issueId, by }: { issueId: string; by: Caller }) {
  return changeIssue(deps, issueId, by, (issue, now) => {
    if (!isSpam(issue)) throw new AppError('conflict', issueWords.no_spam())
    const status = issue.status_before_spam ?? 'waiting_on_us'
    const isOpen = status !== 'resolved'
    return {
      set: {
        status,
        status_before_spam: null,
        spam_at: null,
        ...(isOpen ? { resolved_at: null, resolved_by: null } : {}),
        ...(status === 'open' || status === 'waiting_on_us' ? { waiting_since: waitingAgainSince(issue, now) } : {}),
        last_activity_at: now,
      },
      event: isOpen ? 'issue.reopened' : 'issue.updated',
      ...(isOpen ? { data: { spam: false } } : {}),
      tells: { sentence: 'Not spam.', shows: { reason: '' } },
    }
  })
}
