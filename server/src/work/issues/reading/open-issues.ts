import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { andRuleSql, ruleSql, type Caller } from '../../../platform/http/http.ts'
import { issueFactSql } from '../subject.ts'
import { queryPrepared } from '../../../platform/db/prepared.ts'

export interface OpenIssue {
  id: string
  number: number
  subject: string
  status: string
  lastActivityAt: string
}

/** What a customer still waits for, newest first: the profile shows it. */
export async function openIssuesOf(db: Db | Tx, memberIds: readonly string[], caller: Caller): Promise<OpenIssue[]> {
  return (await openRows(db, memberIds, ruleSql(caller, 'issues.read', issueFactSql()))).map(
    ({ last_activity_at, ...issue }) => ({ ...issue, lastActivityAt: last_activity_at.toISOString() }),
  )
}

type OpenRow = Omit<OpenIssue, 'lastActivityAt'> & { last_activity_at: Date }

async function openRows(
  db: Db | Tx,
  memberIds: readonly string[],
  only: readonly RawBuilder<boolean>[],
): Promise<OpenRow[]> {
  if (only.length > 0) {
    const { rows } = await sql<OpenRow>`select id, number, subject, status, last_activity_at from issues
      where customer_id = any(${memberIds}::uuid[]) and status <> 'resolved' and merged_into_id is null${andRuleSql(only)}
      order by last_activity_at desc limit 50`.execute(db)
    return rows
  }
  return queryPrepared<OpenRow>(
    db,
    'open-issues-of',
    `select i.id, number, subject, status, last_activity_at from unnest($1::uuid[]) as m(id), lateral (
       select * from issues where customer_id = m.id and status <> 'resolved' and merged_into_id is null
       order by last_activity_at desc limit 50) as i
     order by last_activity_at desc limit 50`,
    [memberIds],
  )
}
