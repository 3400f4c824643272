import type { IssueRead } from '@throughline/protocol/issues/reads.ts'
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import { andRuleSql } from '../../../platform/http/http.ts'
import type { IssueReadsTable } from '../tables.ts'

type IssueReadRow = Omit<IssueReadsTable, 'staff_id'>

const columns = sql`r.issue_id, r.up_to, r.marked_unread, r.at`

/** Never back, and never beyond what the customer has written: what comes later is unread, whatever a client says. */
export async function keepReading(
  db: Db,
  { staffId, issueId, upTo, at }: { staffId: string; issueId: string; upTo: Date | null; at: Date },
): Promise<IssueRead> {
  const { rows } = await sql<IssueReadRow>`
    insert into issue_reads as r (staff_id, issue_id, up_to, marked_unread, at)
    select ${staffId}, id, case when ${upTo}::timestamptz > last_contact_at then last_contact_at
      when last_contact_at is not null then ${upTo}::timestamptz end, false, ${at}
    from issues where id = ${issueId}
    on conflict (staff_id, issue_id) do update
      set up_to = greatest(r.up_to, excluded.up_to), marked_unread = false, at = excluded.at
    returning ${columns}`.execute(db)
  return viewed(rows[0]!)
}

export async function keepUnread(
  db: Db,
  { staffId, issueId, at }: { staffId: string; issueId: string; at: Date },
): Promise<IssueRead> {
  const { rows } = await sql<IssueReadRow>`
    insert into issue_reads as r (staff_id, issue_id, up_to, marked_unread, at)
    values (${staffId}, ${issueId}, null, true, ${at})
    on conflict (staff_id, issue_id) do update set marked_unread = true, at = excluded.at
    returning ${columns}`.execute(db)
  return viewed(rows[0]!)
}

export async function readsOf(db: Db, staffId: string, issueIds: readonly string[]): Promise<IssueRead[]> {
  if (issueIds.length === 0) return []
  const { rows } = await sql<IssueReadRow>`
    select ${columns} from issue_reads r
    where r.staff_id = ${staffId} and r.issue_id = any(${issueIds}::uuid[])`.execute(db)
  return rows.map(viewed)
}

/** The newest that were said after a time. `only`: conditions on `issues`, so that none is of an issue that is hidden. */
export async function readsAfter(
  db: Db,
  {
    staffId,
    after,
    limit,
    only,
  }: { staffId: string; after: Date; limit: number; only: readonly RawBuilder<boolean>[] },
): Promise<IssueRead[]> {
  const { rows } = await sql<IssueReadRow>`
    select ${columns} from issue_reads r join issues on issues.id = r.issue_id
    where r.staff_id = ${staffId} and r.at > ${after}${andRuleSql(only)}
    order by r.at desc limit ${limit}`.execute(db)
  return rows.map(viewed)
}

export async function readingStart(db: Db, staffId: string): Promise<Date | null> {
  const row = await db.selectFrom('reading_starts').select('since').where('staff_id', '=', staffId).executeTakeFirst()
  return row?.since ?? null
}

/** A condition on `issues`. */
export function isUnreadSql(staffId: string): RawBuilder<boolean> {
  return sql<boolean>`coalesce(
    (select r.marked_unread or issues.last_contact_at > coalesce(r.up_to, s.since)
     from reading_starts s left join issue_reads r on r.staff_id = s.staff_id and r.issue_id = issues.id
     where s.staff_id = ${staffId}),
    false)`
}

function viewed(row: IssueReadRow): IssueRead {
  return {
    issueId: row.issue_id,
    upTo: row.up_to?.toISOString() ?? null,
    markedUnread: row.marked_unread,
    at: row.at.toISOString(),
  }
}
