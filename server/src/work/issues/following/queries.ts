import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { queryPrepared } from '../../../platform/db/prepared.ts'

export interface Follower {
  staffId: string
  since: Date
}

/** By issue, in the order in which they came. */
export async function followersOf(
  db: Db | Tx,
  issueIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Follower[]>> {
  if (issueIds.length === 0) return new Map()
  const rows = await queryPrepared<Follower & { issueId: string }>(
    db,
    'followers-of',
    `select issue_id as "issueId", staff_id as "staffId", since from issue_followers
     where issue_id = any($1::uuid[]) order by since, staff_id`,
    [issueIds],
  )
  return Map.groupBy(rows, ({ issueId }) => issueId)
}

/** False: it was so already. */
export async function addFollower(tx: Tx, row: { issueId: string; staffId: string; at: Date }): Promise<boolean> {
  const { numAffectedRows } = await sql`
    insert into issue_followers (issue_id, staff_id, since) values (${row.issueId}, ${row.staffId}, ${row.at})
    on conflict do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0) > 0
}

export async function removeFollower(tx: Tx, row: { issueId: string; staffId: string }): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('issue_followers')
    .where('issue_id', '=', row.issueId)
    .where('staff_id', '=', row.staffId)
    .executeTakeFirst()
  return Number(numDeletedRows) > 0
}

/** Who follows an issue that is merged follows the one that goes on. */
export async function repointFollowers(tx: Tx, fromIssueId: string, toIssueId: string): Promise<void> {
  await sql`insert into issue_followers (issue_id, staff_id, since)
    select ${toIssueId}, staff_id, since from issue_followers where issue_id = ${fromIssueId}
    on conflict do nothing`.execute(tx)
}

/** A condition on `issues`. */
export function isFollowedSql(staffId: string): RawBuilder<boolean> {
  return sql<boolean>`issues.id in (select f.issue_id from issue_followers f where f.staff_id = ${staffId})`
}
