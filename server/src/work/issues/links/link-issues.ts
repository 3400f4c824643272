import type { Author } from '@throughline/protocol/timeline/author.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { applyChange } from '../changing/change-issue.ts'
import { issueById, type IssueRow } from '../queries.ts'

/**
 * One customer answered a mail that we sent in another one's issue: both issues say so, on their threads and as a link. The
 * caller holds the locks of both threads. False when they were linked before.
 */
export async function linkIssues(
  tx: Tx,
  link: {
    /** Of what answers. */
    issue: { id: string; canonicalId: string }
    /** Of the mail that is answered. */
    answered: { id: string; canonicalId: string }
    entryId: string
    now: Date
  },
): Promise<boolean> {
  const { entryId, now } = link
  const [issue, answered] = [await issueById(tx, link.issue.id), await issueById(tx, link.answered.id)]
  if (!issue || !answered) return false
  const { numInsertedOrUpdatedRows: inserted } = await tx
    .insertInto('issue_links')
    .values({
      issue_id: issue.id,
      other_issue_id: answered.id,
      entry_id: entryId,
      customer_id: issue.customer_id,
      created_at: now,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (!inserted) return false
  const tell = (row: IssueRow, canonicalId: string, other: IssueRow, sentence: string) =>
    applyChange(tx, {
      canonicalId,
      issue: row,
      by: author,
      now,
      change: {
        set: { last_activity_at: now },
        event: 'issue.linked',
        data: { otherIssueId: other.id, wasAnswered: row === answered },
        tells: { sentence },
      },
    })
  // Without names: who sees the one thread may not be allowed to see the other customer.
  await tell(
    answered,
    link.answered.canonicalId,
    issue,
    `Somebody else answered a mail of this issue: #${issue.number}.`,
  )
  await tell(issue, link.issue.canonicalId, answered, `It answers a mail that we sent in #${answered.number}.`)
  return true
}

const author: Author = { kind: 'system', id: 'links', name: 'Links' }
