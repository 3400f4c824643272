import type { Tx } from '../../../platform/db/db.ts'
import type { Writing } from '../history/written-by.ts'
import { lastTextOf, titleOf } from '../last-text.ts'
import { issueById, updateIssueRow } from '../queries.ts'

/**
 * A customer has changed a message of the issue, or taken it back (`now` is null): the issue's row shows what can be read
 * now, and so does a subject that was made of those words. It wakes nothing. False: nothing of it is shown there.
 */
export async function retellIssue(
  tx: Tx,
  issueId: string,
  words: { was: string; now: string | null },
  writing: Writing,
): Promise<boolean> {
  const issue = await issueById(tx, issueId)
  if (!issue) return false
  const isTitle = issue.subject === titleOf({ subject: null, ownText: words.was })
  const subject = isTitle ? titleOf({ subject: null, ownText: words.now ?? '' }) : issue.subject
  const lastText = await lastTextOf(tx, issueId)
  if (subject === issue.subject && lastText === issue.last_text) return false
  await updateIssueRow(tx, issueId, { subject, last_text: lastText }, writing)
  return true
}
