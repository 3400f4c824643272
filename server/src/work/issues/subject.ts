import { issueWords } from '@throughline/protocol/issues/words.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { sql, type RawBuilder } from 'kysely'
import { customerFacts } from '../../people/customers/customers.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import { onColumns, type FactKinds, type FactSql, type Subject, type SubjectKind } from '../../platform/http/http.ts'
import { issuesByIds, type IssueRow } from './queries.ts'

declare module '../../platform/http/access/rules.ts' {
  interface FactKinds {
    issue: { id: string; ownerId: string | null; teamId: string | null }
  }
}

const anIssue: SubjectKind = { name: 'issue', seenBy: 'issues.read', unknown: issueWords.no_such_issue }

/** `unknown`: what is said where there is none, if the call has words of its own for that. */
export function issueSubject(row: IssueRow, unknown = anIssue.unknown): Subject {
  return { kind: { ...anIssue, unknown }, customer: { id: row.customer_id }, issue: factsOfIssue(row) }
}

/** The same of an issue as it is sent. */
export function sentIssueSubject({ id, customerId, ownerId, teamId }: Issue): Subject {
  return { kind: anIssue, customer: { id: customerId }, issue: { id, ownerId, teamId } }
}

export function factsOfIssue({ id, owner_id: ownerId, team_id: teamId }: IssueRow): FactKinds['issue'] {
  return { id, ownerId, teamId }
}

const columns = { id: sql.ref('issues.id'), ownerId: sql.ref('issues.owner_id'), teamId: sql.ref('issues.team_id') }

/** For rows of `issues` under that name. */
export function issueFactSql(): FactSql {
  return { ...customerFacts(sql.ref('issues.customer_id')), issue: onColumns(columns) }
}

/** For parts below, whose rows hold the id of an issue. */
export const issueFacts = {
  /** By id. */
  async of(db: Db | Tx, issueIds: readonly string[]): Promise<ReadonlyMap<string, FactKinds['issue']>> {
    const rows = issueIds.length === 0 ? [] : await issuesByIds(db, [...new Set(issueIds)])
    return new Map(rows.map((row) => [row.id, factsOfIssue(row)]))
  },
  /** For rows whose `column` holds the id of their issue, or null. */
  sql(column: RawBuilder<unknown>): FactSql {
    const ofIssue = onColumns({
      id: sql.ref('of_issue.id'),
      ownerId: sql.ref('of_issue.owner_id'),
      teamId: sql.ref('of_issue.team_id'),
    })
    return {
      issue: (where) =>
        sql`(${column} is null or exists (select from issues of_issue where of_issue.id = ${column} and ${ofIssue(where)}))`,
    }
  },
}
