import { issueWords } from '@throughline/protocol/issues/words.ts'
import { mostTagsOnIssue } from '@throughline/protocol/tags/tags.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { memberIdsOf } from '../../../people/customers/customers.ts'
import { refuseUnlessCan, type Caller } from '../../../platform/http/http.ts'
import { AppError } from '../../../lib/errors.ts'
import { authorOf, moveEntriesOfIssue } from '../../../record/timeline/timeline.ts'
import { mergeMatter } from '../matter/matter.ts'
import { repointFollowers } from '../following/queries.ts'
import { repointHandovers } from '../handover/queries.ts'
import { issueById, repointContacts, repointReferences, updateIssueRow, type IssueRow } from '../queries.ts'
import type { Writing } from '../history/written-by.ts'
import { isInTrash, isSpam } from '../state.ts'
import { issueSubject } from '../subject.ts'
import { changeIssue, type IssueDeps } from './change-issue.ts'
import { lastTextOf } from '../last-text.ts'
import { endSnooze } from './snooze.ts'

/** Says that two issues of one customer are one problem: the other's entries, contacts and references move here. */
export function mergeIssues(
  deps: IssueDeps,
  { issueId, otherIssueId, reason, by }: { issueId: string; otherIssueId: string; reason: string; by: Caller },
) {
  if (issueId === otherIssueId) throw new AppError('conflict', issueWords.merge_with_itself())
  return changeIssue(deps, issueId, by, async (issue, now, tx) => {
    const other = await issueById(tx, otherIssueId)
    if (!other) throw new AppError('not_found', issueWords.no_such_other())
    refuseUnlessCan(by, 'issues.write', issueSubject(other, issueWords.no_such_other))
    if (other.merged_into_id !== null) throw new AppError('already_merged', issueWords.merged_already())
    // What waits for an answer would be in no list any more.
    if (isSpam(issue) && !isSpam(other)) throw new AppError('conflict', issueWords.merge_into_spam())
    if (isInTrash(issue) && !isInTrash(other)) throw new AppError('conflict', issueWords.merge_into_trash())
    const memberIds = await memberIdsOf(tx, issue.customer_id)
    if (!memberIds.includes(other.customer_id)) {
      throw new AppError('conflict', issueWords.two_customers())
    }
    await mergeIssueRows(tx, { into: issue, from: other, memberIds }, { by: authorOf(by), at: now })
    return {
      set: {
        last_activity_at: now,
        last_text: await lastTextOf(tx, issue.id),
        matter: JSON.stringify(mergeMatter(issue.matter, other.matter)),
        tag_ids: [...new Set([...issue.tag_ids, ...other.tag_ids])].slice(0, mostTagsOnIssue),
        ...(issue.likely_issue_id === other.id
          ? { likely_issue_id: null, likely_reason: null, likely_words: null }
          : {}),
      },
      event: 'issue.merged',
      alsoChanged: otherIssueId,
      data: { otherIssueId, reason },
      tells: {
        sentence: `Issue ${other.number} was merged into this one${reason ? `: ${reason}` : '.'}`,
        shows: { otherNumber: other.number },
      },
    }
  })
}

/** The rows of it, under the thread's lock. The other issue stays as a signpost. */
export async function mergeIssueRows(
  tx: Tx,
  {
    into,
    from,
    memberIds,
  }: { into: { id: string }; from: Pick<IssueRow, 'id' | 'status'>; memberIds: readonly string[] },
  writing: Writing,
): Promise<void> {
  await moveEntriesOfIssue(tx, from.id, into.id)
  await repointReferences(tx, memberIds, from.id, into.id)
  await repointContacts(tx, from.id, into.id)
  await repointHandovers(tx, from.id, into.id)
  await repointFollowers(tx, from.id, into.id)
  await endSnooze(tx, from)
  await updateIssueRow(tx, from.id, { merged_into_id: into.id, snoozed_until: null, last_text: '' }, writing)
}
