import type { IssueStatus } from '@throughline/protocol/issues/issues.ts'
import { sql } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import { andRuleSql, ruleSql, type Caller } from '../../../platform/http/http.ts'
import { issueFactSql } from '../subject.ts'

export interface IssueBrief {
  id: string
  number: number
  subject: string
  status: IssueStatus
}

/** By id; those that the caller may see. */
export async function issueBriefsOf(
  db: Db,
  issueIds: readonly string[],
  caller: Caller,
): Promise<ReadonlyMap<string, IssueBrief>> {
  if (issueIds.length === 0 || !caller.permissions.has('issues.read')) return new Map()
  const only = ruleSql(caller, 'issues.read', issueFactSql())
  const { rows } = await sql<IssueBrief>`
    select id, number, subject, status from issues where id = any(${issueIds}::uuid[])${andRuleSql(only)}`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}
