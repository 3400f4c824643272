import type { IssueLink } from '@throughline/protocol/issues/links.ts'
import { sql } from 'kysely'
import { customerBriefsOf } from '../../../people/customers/customers.ts'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { can, type Caller } from '../../../platform/http/http.ts'
import { issuesByIds } from '../queries.ts'
import { issueSubject } from '../subject.ts'

/** Nobody reads more. */
const maxShown = 50

interface LinkRow {
  other_id: string
  was_answered: boolean
  entry_id: string
  created_at: Date
}

/** What an issue is linked to, as far as the caller may see it; newest first. */
export async function linksOf(db: Db | Tx, issueId: string, caller: Caller): Promise<IssueLink[]> {
  const { rows } = await sql<LinkRow>`
    select other_issue_id as other_id, false as was_answered, entry_id, created_at from issue_links
    where issue_id = ${issueId}
    union all
    select issue_id, true, entry_id, created_at from issue_links where other_issue_id = ${issueId}
    order by created_at desc limit ${maxShown}`.execute(db)
  const issues = rows.length === 0 ? [] : await issuesByIds(db, [...new Set(rows.map((row) => row.other_id))])
  const seen = new Map(
    issues.filter((issue) => can(caller, 'issues.read', issueSubject(issue))).map((issue) => [issue.id, issue]),
  )
  const customers = await customerBriefsOf(
    db,
    [...seen.values()].map((issue) => issue.customer_id),
  )
  return rows.flatMap((row) => {
    const issue = seen.get(row.other_id)
    const customer = issue && customers.get(issue.customer_id)
    if (!issue || !customer) return []
    const { id, number, subject } = issue
    return [
      {
        issue: { id, number, subject },
        customer: { id: customer.id, name: customer.name },
        wasAnswered: row.was_answered,
        entryId: row.entry_id,
        at: row.created_at.toISOString(),
      },
    ]
  })
}

/** The names by which messages of an issue are known: what they are called, and what they quote. */
export async function referencesOf(
  db: Db | Tx,
  { id, customerId, limit }: { id: string; customerId: string; limit: number },
): Promise<string[]> {
  const rows = await db
    .selectFrom('issue_references')
    .select('reference')
    .where('customer_id', '=', customerId)
    .where('issue_id', '=', id)
    .limit(limit)
    .execute()
  return rows.map(({ reference }) => reference)
}
