import type { Wording } from '@throughline/protocol/words.ts'
import type { ChangedBy } from '@throughline/protocol/issues/changes.ts'
import { sql, type RawBuilder, type Selectable } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'
import { columnList, insertLater, queryPrepared } from '../../platform/db/prepared.ts'
import { rowInsert } from '../../platform/db/row-insert.ts'
import { andRuleSql } from '../../platform/http/http.ts'
import type { Matter } from './matter/matter.ts'
import { writtenBy, type Writing } from './history/written-by.ts'
import type { IssuesTable } from './tables.ts'

export type IssueRow = Omit<Selectable<IssuesTable>, 'last_write'>

const issueColumns = columnList<Omit<IssuesTable, 'last_write'>>({
  id: true,
  customer_id: true,
  number: true,
  subject: true,
  topic: true,
  status: true,
  priority: true,
  owner_id: true,
  team_id: true,
  tag_ids: true,
  custom_fields: true,
  first_channel_id: true,
  current_channel_id: true,
  opened_at: true,
  first_contact_at: true,
  last_contact_at: true,
  last_activity_at: true,
  waiting_since: true,
  last_text: true,
  snoozed_until: true,
  resolved_at: true,
  resolved_by: true,
  spam_at: true,
  status_before_spam: true,
  trashed_at: true,
  trashed_by: true,
  status_before_trash: true,
  reopen_count: true,
  merged_into_id: true,
  likely_issue_id: true,
  likely_reason: true,
  likely_words: true,
  matter: true,
  version: true,
})

/** More open issues than this are not weighed against each other; whatever is named outright is always found. */
export const weighedIssues = 30

export interface NewIssueRow {
  id: string
  homeId: string
  subject: string
  status: IssueRow['status']
  channelId: string | null
  contactAt: Date | null
  at: Date
  by: ChangedBy
  lastText: string
  matter: Matter
  likelyIssueId: string | null
  likelyReason: Wording | null
  ownerId: string | null
}

export async function insertIssue(tx: Tx, issue: NewIssueRow): Promise<void> {
  await insertLater(tx, issueInsert, [
    issue.id,
    issue.homeId,
    issue.subject,
    issue.status,
    issue.channelId,
    issue.channelId,
    issue.at,
    issue.contactAt,
    issue.contactAt,
    issue.at,
    issue.status === 'open' ? (issue.contactAt ?? issue.at) : null,
    issue.lastText,
    JSON.stringify(issue.matter),
    issue.likelyIssueId,
    issue.likelyReason?.sentence ?? null,
    issue.likelyReason && JSON.stringify(issue.likelyReason.words),
    issue.ownerId,
    writtenBy(issue),
  ])
}

const issueInsert = rowInsert('issues', {
  id: 'uuid',
  customer_id: 'uuid',
  subject: 'text',
  status: 'text',
  first_channel_id: 'uuid',
  current_channel_id: 'uuid',
  opened_at: 'timestamptz',
  first_contact_at: 'timestamptz',
  last_contact_at: 'timestamptz',
  last_activity_at: 'timestamptz',
  waiting_since: 'timestamptz',
  last_text: 'text',
  matter: 'jsonb',
  likely_issue_id: 'uuid',
  likely_reason: 'text',
  likely_words: 'jsonb',
  owner_id: 'uuid',
  last_write: 'jsonb',
})

/** Names by which later messages will mean this issue. The first issue that a name was given to keeps it. */
export async function insertReferences(
  tx: Tx,
  homeId: string,
  references: readonly string[],
  issueId: string,
): Promise<void> {
  for (const reference of new Set(references)) {
    await insertLater(tx, referenceInsert, [homeId, reference, issueId])
  }
}

const referenceInsert = rowInsert(
  'issue_references',
  { customer_id: 'uuid', reference: 'text', issue_id: 'uuid' },
  { onConflict: 'on conflict (customer_id, reference) do nothing' },
)

/** Those of the thread that both issues are on. */
export async function repointReferences(
  tx: Tx,
  memberIds: readonly string[],
  fromIssueId: string,
  toIssueId: string,
): Promise<void> {
  await sql`update issue_references set issue_id = ${toIssueId}
    where customer_id = any(${memberIds}::uuid[]) and issue_id = ${fromIssueId}`.execute(tx)
}

/** The names of one entry (its Message-ID) follow it to its new issue. */
export async function repointReference(tx: Tx, homeId: string, reference: string, issueId: string): Promise<void> {
  await sql`insert into issue_references (customer_id, reference, issue_id) values (${homeId}, ${reference}, ${issueId})
    on conflict (customer_id, reference) do update set issue_id = excluded.issue_id`.execute(tx)
}

export async function repointContacts(tx: Tx, fromIssueId: string, toIssueId: string): Promise<void> {
  await sql`update contacts set issue_id = ${toIssueId} where issue_id = ${fromIssueId}`.execute(tx)
}

export async function issueById(db: Db | Tx, id: string): Promise<IssueRow | undefined> {
  return db.selectFrom('issues').selectAll().where('id', '=', id).executeTakeFirst()
}

export function issuesByIds(db: Db | Tx, ids: readonly string[]): Promise<IssueRow[]> {
  return queryPrepared<IssueRow>(
    db,
    'issues-by-ids',
    `select ${issueColumns()} from issues where id = any($1::uuid[])`,
    [ids],
  )
}

/** The same, with the moment of which they are: a snapshot in words, as `pg_current_snapshot` says it. */
export async function issuesOfMoment(
  db: Db,
  ids: readonly string[],
): Promise<{ issues: IssueRow[]; snapshot: string }> {
  const rows = await queryPrepared<IssueRow & { snapshot: string }>(
    db,
    'issues-of-moment',
    `select ${issueColumns()}, pg_current_snapshot()::text as snapshot from issues where id = any($1::uuid[])`,
    [ids],
  )
  return { issues: rows, snapshot: rows[0]?.snapshot ?? '0:0:' }
}

export type IssueUpdate = Partial<
  Pick<
    IssueRow,
    | 'subject'
    | 'topic'
    | 'status'
    | 'priority'
    | 'tag_ids'
    | 'owner_id'
    | 'team_id'
    | 'snoozed_until'
    | 'resolved_at'
    | 'reopen_count'
    | 'merged_into_id'
    | 'likely_issue_id'
    | 'likely_reason'
    | 'last_activity_at'
    | 'last_text'
    | 'waiting_since'
    | 'spam_at'
    | 'status_before_spam'
    | 'trashed_at'
    | 'status_before_trash'
  > & {
    custom_fields: string
    resolved_by: string | null
    trashed_by: string | null
    matter: string
    likely_words: null
  }
>

export async function updateIssueRow(tx: Tx, id: string, update: IssueUpdate, writing: Writing): Promise<void> {
  await tx
    .updateTable('issues')
    .set((eb) => ({ ...update, version: eb('version', '+', 1), last_write: writtenBy(writing) }))
    .where('id', '=', id)
    .execute()
}

/** Whose issue has a Message-ID, not only the asking customer's; for statements of others. */
export const holderOfReferenceSql = (references: string): string =>
  `select customer_id, issue_id from issue_references where reference = any(${references}::text[]) limit 1`

/** Who is looking at a Message-ID that belongs to another customer's thread: for suggestions only. */
export async function holderOfReference(
  db: Db | Tx,
  references: readonly string[],
): Promise<{ customer_id: string; issue_id: string } | undefined> {
  const rows = await queryPrepared<{ customer_id: string; issue_id: string }>(
    db,
    'holder-of-reference',
    holderOfReferenceSql('$1'),
    [references],
  )
  return rows[0]
}

export async function snoozedUntil(db: Db, now: Date, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('issues')
    .select('id')
    .where('status', '=', 'snoozed')
    .where('snoozed_until', '<=', now)
    .orderBy('snoozed_until')
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}

/** Ends the sessions that fell silent; the journey metrics count them. */
export async function endSilentContacts(db: Db, lastEntryBefore: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    update contacts set ended_at = last_entry_at
    where id in (select id from contacts where ended_at is null and last_entry_at < ${lastEntryBefore}
      order by last_entry_at limit ${limit})`.execute(db)
  return Number(numAffectedRows ?? 0)
}

/** The sessions on an issue that have not fallen silent: on which channel, and since when. */
export async function runningContacts(db: Db, issueId: string): Promise<{ channelId: string; since: Date }[]> {
  return db
    .selectFrom('contacts')
    .select(['channel_id as channelId', 'started_at as since'])
    .where('issue_id', '=', issueId)
    .where('ended_at', 'is', null)
    .execute()
}

/** The newest issue that is not resolved; `only`: further conditions on `issues`. */
export async function newestIssueOf(
  tx: Tx,
  memberIds: readonly string[],
  only: readonly RawBuilder<boolean>[],
): Promise<IssueRow | undefined> {
  if (only.length > 0) {
    const { rows } = await sql<IssueRow>`select ${sql.raw(issueColumns())} from issues
      where customer_id = any(${memberIds}::uuid[]) and status <> 'resolved' and merged_into_id is null${andRuleSql(only)}
      order by last_activity_at desc limit 1`.execute(tx)
    return rows[0]
  }
  const rows = await queryPrepared<IssueRow>(
    tx,
    'newest-issue-of',
    `select ${issueColumns('i')} from unnest($1::uuid[]) as m(id), lateral (
       select * from issues where customer_id = m.id and status <> 'resolved' and merged_into_id is null
       order by last_activity_at desc limit 1) as i
     order by i.last_activity_at desc limit 1`,
    [memberIds],
  )
  return rows[0]
}

/** The newest other issues of a customer, closed ones too. */
export async function issuesNear(db: Db, memberIds: readonly string[], exceptId: string): Promise<IssueRow[]> {
  return queryPrepared<IssueRow>(
    db,
    'issues-near',
    `select ${issueColumns('i')} from unnest($1::uuid[]) as m(id), lateral (
       select * from issues where customer_id = m.id and id <> $2 and merged_into_id is null
         and (trashed_at is null or status <> 'resolved')
       order by last_activity_at desc limit ${weighedIssues}) as i`,
    [memberIds, exceptId],
  )
}
