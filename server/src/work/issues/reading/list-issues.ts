import { issueStatuses, type IssueStatus, type Priority } from '@throughline/protocol/issues/issues.ts'
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import { activeStatuses } from '../state.ts'
import { tagConditions, type TagFilter } from './tag-filter.ts'
import type { IssueRow } from '../queries.ts'

export interface IssueFilter {
  /** null: whatever the status. */
  statuses: readonly IssueStatus[] | null
  ownerId?: string | undefined
  teamId?: string | undefined
  memberIds?: readonly string[] | undefined
  number?: number | undefined
  /** The channel that was last used. */
  channelId?: string | undefined
  /** Empty: whatever the priority. */
  priorities?: readonly Priority[] | undefined
  unassigned: boolean
  /** Those that were marked as spam, all others (so it is when left out), or both. */
  spam?: 'without' | 'only' | 'any' | undefined
  /** Those in the trash, all others (so it is when left out), or both. */
  trash?: 'without' | 'only' | 'any' | undefined
  tags?: TagFilter | undefined
  /** What the reader has to do with it: conditions on `issues`. */
  ofReader?: readonly RawBuilder<boolean>[]
  /** What rules leave to the reader: conditions on `issues`. */
  only?: readonly RawBuilder<boolean>[]
}

/** By last activity, with microseconds; the id settles ties. */
export interface IssueCursor {
  at: string
  id: string
}

/** Each walk leads with an index of its own (see the migrations), read from its end: no sort at any size. */
export async function listIssueRows(
  db: Db,
  filter: IssueFilter,
  page: { sort: 'newest' | 'oldest'; limit: number; cursor: IssueCursor | null },
): Promise<{ row: IssueRow; cursor: IssueCursor }[]> {
  const direction = sql.raw(page.sort === 'newest' ? 'desc' : 'asc')
  const comparison = sql.raw(page.sort === 'newest' ? '<' : '>')
  const after = page.cursor
    ? [sql`(last_activity_at, id) ${comparison} (${page.cursor.at}::timestamptz, ${page.cursor.id}::uuid)`]
    : []
  const inOrder = sql`order by last_activity_at ${direction}, id ${direction} limit ${page.limit}`
  const walks = walksOf(filter).map(
    (walk) => sql`(select * from issues where ${sql.join([...conditionsOf(walk), ...after], sql` and `)} ${inOrder})`,
  )
  const { rows } = await sql<IssueRow & { cursor_at: string }>`
    select *, to_char(last_activity_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as cursor_at
    from (${sql.join(walks, sql` union all `)}) as found ${inOrder}`.execute(db)
  return rows.map(({ cursor_at, ...row }) => ({ row, cursor: { at: cursor_at, id: row.id } }))
}

/**
 * What is in order in an index by itself. The index by status is, within one status; several statuses are as many walks,
 * unless another index has them in one order: the customer's, the owner's, the team's, that of active issues without an
 * owner, and that of active pressing ones, for each priority.
 */
function walksOf(filter: IssueFilter): IssueFilter[] {
  const { ownerId, teamId, memberIds, number, priorities = [] } = filter
  if (filter.trash === 'only') return [filter]
  if ([ownerId, teamId, memberIds, number].some((narrowed) => narrowed !== undefined)) return [filter]
  if (isActiveView(filter)) {
    if (filter.unassigned) return [filter]
    const isPressing = priorities.every((priority) => priority === 'high' || priority === 'urgent')
    if (isPressing && priorities.length > 0)
      return priorities.map((priority) => ({ ...filter, priorities: [priority] }))
  }
  return (filter.statuses ?? issueStatuses).map((status) => ({ ...filter, statuses: [status] }))
}

function isActiveView({ statuses }: IssueFilter): boolean {
  return statuses?.length === activeStatuses.length && activeStatuses.every((status) => statuses.includes(status))
}

/** Counting stops here: with more open issues than this nobody needs an exact figure. */
export const countCap = 1000

/** `also`: a further condition on `issues`. */
export async function countIssueRows(db: Db, filter: IssueFilter, also?: RawBuilder<boolean>): Promise<number> {
  const conditions = [...conditionsOf(filter), ...(also ? [also] : [])]
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count
    from (select 1 from issues where ${sql.join(conditions, sql` and `)} limit ${countCap}) as capped`.execute(db)
  return rows[0]!.count
}

/** Written as the partial indexes are, so that the planner sees that they fit. */
function conditionsOf(filter: IssueFilter): RawBuilder<unknown>[] {
  const conditions: RawBuilder<unknown>[] = [
    sql`merged_into_id is null`,
    ...(filter.only ?? []),
    ...(filter.ofReader ?? []),
  ]
  if (filter.statuses !== null) {
    conditions.push(
      isActiveView(filter)
        ? sql`status in ('open', 'waiting_on_us', 'waiting_on_customer')`
        : filter.statuses.length === 1
          ? sql`status = ${filter.statuses[0]}`
          : sql`status in (${sql.join(filter.statuses)})`,
    )
  }
  if (filter.spam === 'only') conditions.push(sql`spam_at is not null and status = 'resolved'`)
  // Active ones are none; where nothing else needs it the condition is left out.
  else if (filter.spam !== 'any' && (filter.statuses === null || filter.statuses.includes('resolved'))) {
    conditions.push(sql`(spam_at is null or status <> 'resolved')`)
  }
  if (filter.trash === 'only') conditions.push(sql`trashed_at is not null and status = 'resolved'`)
  else if (filter.trash !== 'any' && (filter.statuses === null || filter.statuses.includes('resolved'))) {
    conditions.push(sql`(trashed_at is null or status <> 'resolved')`)
  }
  if (filter.unassigned) conditions.push(sql`owner_id is null`)
  if (filter.ownerId !== undefined) conditions.push(sql`owner_id = ${filter.ownerId}`)
  if (filter.teamId !== undefined) conditions.push(sql`team_id = ${filter.teamId}`)
  if (filter.number !== undefined) conditions.push(sql`number = ${filter.number}`)
  if (filter.channelId !== undefined) conditions.push(sql`current_channel_id = ${filter.channelId}`)
  // Each by itself, so that high and urgent ones find their own index.
  const { priorities = [] } = filter
  if (priorities.length === 1) conditions.push(sql`priority = ${priorities[0]}`)
  if (priorities.length > 1) conditions.push(sql`priority in (${sql.join(priorities)})`)
  if (filter.tags) conditions.push(...tagConditions(filter.tags))
  // One customer has few: find them first, rather than walk along everybody's by time.
  if (filter.memberIds !== undefined) {
    conditions.push(
      sql`id in (select i.id from issues i where i.customer_id = any(${filter.memberIds}::uuid[]) offset 0)`,
    )
  }
  return conditions
}
