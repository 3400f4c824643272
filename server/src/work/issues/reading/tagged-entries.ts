import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import { ruleSql, type Caller } from '../../../platform/http/http.ts'
import { customerFacts } from '../../../people/customers/customers.ts'
import { issueFacts } from '../subject.ts'
import { tagConditions, tagFilter } from './tag-filter.ts'

/**
 * Conditions on entries by the tags of their issues, for rows of `table`; none where nothing is asked. Only of issues that the
 * caller may see: what is found would say what they are tagged with.
 */
export async function taggedEntriesSql(
  db: Db,
  asked: Parameters<typeof tagFilter>[1],
  { caller, table }: { caller: Caller; table: string },
): Promise<RawBuilder<boolean>[]> {
  const filter = await tagFilter(db, asked)
  if (!filter) return []
  const [customerId, issueId] = [sql.ref(`${table}.customer_id`), sql.ref(`${table}.issue_id`)]
  const tagged = sql.join(tagConditions(filter), sql` and `)
  return [
    ...ruleSql(caller, 'issues.read', { ...customerFacts(customerId), ...issueFacts.sql(issueId) }),
    sql<boolean>`exists (select from issues where issues.id = ${issueId} and ${tagged})`,
  ]
}
