import type { FoundIssue } from '@throughline/protocol/timeline/search.ts'
import type { Db } from '../../../platform/db/db.ts'
import { can, type Caller } from '../../../platform/http/http.ts'
import { issuesByIds } from '../queries.ts'
import { issueSubject } from '../subject.ts'

/** By id; those that the caller may see. */
export async function issueBriefsOf(
  db: Db,
  issueIds: readonly string[],
  caller: Caller,
): Promise<ReadonlyMap<string, FoundIssue>> {
  const rows = issueIds.length === 0 ? [] : await issuesByIds(db, issueIds)
  const seen = rows.filter((row) => can(caller, 'issues.read', issueSubject(row)))
  return new Map(seen.map(({ id, number, subject, status }) => [id, { id, number, subject, status }]))
}
