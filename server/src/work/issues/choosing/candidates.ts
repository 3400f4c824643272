import { holderSql, type HeldAddress } from '../../../people/customers/customers.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { queryPrepared } from '../../../platform/db/prepared.ts'
import { weighedIssues, type IssueRow } from '../queries.ts'

/** What choosing looks at. `is_named`: the message names it. */
export type CandidateRow = Pick<IssueRow, (typeof weighedColumns)[number]> & { is_named: boolean }
const weighedColumns = ['id', 'status', 'opened_at', 'last_activity_at', 'matter', 'trashed_at'] as const
const weighed = (alias: string): string => weighedColumns.map((column) => `${alias}.${column}`).join(', ')

interface Naming {
  references: readonly string[]
  issueId: string | null
}

/**
 * The issues of some records that a new message may belong to: those it names (`$1`, `$2`), also one in the trash; when it
 * names none, the active and snoozed ones and those resolved since `$3`.
 */
const candidatesSql = (members: string): string => `
  with member as materialized (${members}),
  named as materialized (
    select r.issue_id as id from member m join issue_references r on r.customer_id = m.id
    where r.reference = any($1::text[])
    union select i.id from issues i join member m on m.id = i.customer_id where i.id = $2::uuid),
  candidate as (
    select ${weighed('i')}, true as is_named from named n join issues i on i.id = n.id
    where i.merged_into_id is null and (i.spam_at is null or i.status <> 'resolved')
    union all
    -- Per record, so that each is a walk along its own index: ordering several at once would tempt the planner to
    -- walk along everybody's issues instead.
    select ${weighed('i')}, false as is_named from member m, lateral (
      select ${weighed('issues')} from issues
      where customer_id = m.id and merged_into_id is null
        and (status <> 'resolved' or (resolved_at > $3 and spam_at is null and trashed_at is null))
      order by last_activity_at desc limit ${weighedIssues}) as i
    where not exists (select from named))`

/** Read under the thread's lock. */
export function candidateIssues(
  tx: Tx,
  memberIds: readonly string[],
  named: Naming,
  resolvedSince: Date,
): Promise<CandidateRow[]> {
  return queryPrepared<CandidateRow>(
    tx,
    'candidate-issues',
    `${candidatesSql('select id from unnest($4::uuid[]) as asked(id)')}
     select ${weighed('c')}, c.is_named from candidate c`,
    [named.references, named.issueId, resolvedSince, memberIds],
  )
}

/**
 * The same for whom an address belongs to, asked in the round trip that finds the sender and takes the lock: of use when it
 * is the record that was locked. Null when nobody holds the address.
 */
export async function candidateIssuesOfHolder(
  tx: Tx,
  { kind, value, scopes }: HeldAddress,
  named: Naming,
  resolvedSince: Date,
): Promise<{ holderId: string; candidates: CandidateRow[] } | null> {
  const rows = await queryPrepared<CandidateRow & { member_id: string }>(
    tx,
    'candidate-issues-of-holder',
    `${candidatesSql(`select customer_id as id from (${holderSql('$4', '$5', '$6')}) as holder`)}
     select m.id as member_id, ${weighed('c')}, c.is_named from member m left join candidate c on true`,
    [named.references, named.issueId, resolvedSince, kind, value, scopes],
  )
  const [first] = rows
  if (!first) return null
  return { holderId: first.member_id, candidates: rows.filter(({ id }) => id !== null) }
}
