import type { ChangedBy } from '@throughline/protocol/issues/changes.ts'
import { sql, type Selectable } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'
import { columnList, executeLater, insertLater, prepared, queryPrepared } from '../../platform/db/prepared.ts'
import { rowInsert } from '../../platform/db/row-insert.ts'
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
  custom_fields: true,
  first_channel_id: true,
  current_channel_id: true,
  opened_at: true,
  first_contact_at: true,
  last_contact_at: true,
  last_activity_at: true,
  last_text: true,
  snoozed_until: true,
  resolved_at: true,
  resolved_by: true,
  reopen_count: true,
  merged_into_id: true,
  likely_issue_id: true,
  likely_reason: true,
  matter: true,
  version: true,
})

export interface CandidateRow extends IssueRow {
  is_named: boolean
}

/** More open issues than this are not weighed against each other; whatever is named outright is always found. */
const weighedIssues = 30

/**
 * The issues of one customer that a new message may belong to: those it names; when it names none, the active and
 * snoozed ones and those resolved since `resolvedSince`. Read under the thread's lock.
 */
export function candidateIssues(
  tx: Tx,
  memberIds: readonly string[],
  named: { references: readonly string[]; issueId: string | null },
  resolvedSince: Date,
): Promise<CandidateRow[]> {
  return queryPrepared<CandidateRow>(
    tx,
    'candidate-issues',
    `with named as materialized (
       select issue_id as id from issue_references
       where customer_id = any($1::uuid[]) and reference = any($2::text[])
       union select id from issues where id = $3::uuid and customer_id = any($1::uuid[]))
     select ${issueColumns('i')}, true as is_named from named n join issues i on i.id = n.id
     where i.merged_into_id is null
     union all
     -- Per record, so that each is a walk along its own index: ordering several at once would tempt the planner to
     -- walk along everybody's issues instead.
     select ${issueColumns('i')}, false as is_named from unnest($1::uuid[]) as m(id), lateral (
       select * from issues
       where customer_id = m.id and merged_into_id is null and (status <> 'resolved' or resolved_at > $4)
       order by last_activity_at desc limit ${weighedIssues}) as i
     where not exists (select from named)`,
    [memberIds, named.references, named.issueId, resolvedSince],
  )
}

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
  likelyReason: string | null
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
    issue.lastText,
    JSON.stringify(issue.matter),
    issue.likelyIssueId,
    issue.likelyReason,
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
  last_text: 'text',
  matter: 'jsonb',
  likely_issue_id: 'uuid',
  likely_reason: 'text',
  owner_id: 'uuid',
  last_write: 'jsonb',
})

/** A customer's message joined the issue. Most change nothing that the history keeps: their rows carry no author. */
export async function touchByCustomer(
  tx: Tx,
  touch: {
    id: string
    status: IssueRow['status']
    reopened: boolean
    channelId: string
    at: Date
    by: ChangedBy
    lastText: string
    matter: Matter
  },
): Promise<void> {
  await executeLater(
    tx,
    prepared(
      'touch-issue-by-customer',
      `update issues set status = $2, reopen_count = reopen_count + $3, current_channel_id = $4, last_contact_at = $5,
         first_contact_at = coalesce(first_contact_at, $5), last_activity_at = $5, last_text = $6, matter = $7,
         resolved_at = null, resolved_by = null, snoozed_until = null, version = version + 1,
         last_write = case when status <> $2 then $8::jsonb end
       where id = $1`,
      [
        touch.id,
        touch.status,
        touch.reopened ? 1 : 0,
        touch.channelId,
        touch.at,
        touch.lastText,
        JSON.stringify(touch.matter),
        writtenBy(touch),
      ],
    ),
  )
}

/** Our message, or an automatic one of either side, joined the issue. */
export async function touchByUs(
  tx: Tx,
  touch: { id: string; status: IssueRow['status']; at: Date; by: ChangedBy; lastText: string | null },
): Promise<void> {
  await executeLater(
    tx,
    prepared(
      'touch-issue-by-us',
      `update issues set status = $2, last_activity_at = $3, last_text = coalesce($4, last_text),
         resolved_at = case when $2 = 'resolved' then resolved_at end,
         resolved_by = case when $2 = 'resolved' then resolved_by end,
         snoozed_until = case when $2 = 'snoozed' then snoozed_until end,
         version = version + 1, last_write = case when status <> $2 then $5::jsonb end
       where id = $1`,
      [touch.id, touch.status, touch.at, touch.lastText, writtenBy(touch)],
    ),
  )
}

/**
 * A customer's burst on one channel: goes on within the gap, else a new one begins. `$6` is the oldest moment from
 * which the running one still counts.
 */
export async function touchContact(
  tx: Tx,
  contact: {
    id: string
    homeId: string
    issueId: string
    channelId: string
    identityId: string
    at: Date
    since: Date
  },
): Promise<void> {
  await executeLater(
    tx,
    prepared(
      'touch-contact',
      `with running as (
         update contacts set last_entry_at = $7, entry_count = entry_count + 1
         where customer_id = $2 and channel_id = $4 and issue_id = $3 and ended_at is null and last_entry_at > $6
         returning id)
       insert into contacts (id, customer_id, issue_id, channel_id, identity_id, started_at, last_entry_at)
       select $1, $2, $3, $4, $5, $7, $7 where not exists (select from running)`,
      [contact.id, contact.homeId, contact.issueId, contact.channelId, contact.identityId, contact.since, contact.at],
    ),
  )
}

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

export async function repointReferences(tx: Tx, fromIssueId: string, toIssueId: string): Promise<void> {
  await sql`update issue_references set issue_id = ${toIssueId} where issue_id = ${fromIssueId}`.execute(tx)
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

export type IssueUpdate = Partial<
  Pick<
    IssueRow,
    | 'subject'
    | 'topic'
    | 'status'
    | 'priority'
    | 'owner_id'
    | 'team_id'
    | 'snoozed_until'
    | 'resolved_at'
    | 'reopen_count'
    | 'merged_into_id'
    | 'likely_issue_id'
    | 'likely_reason'
    | 'last_activity_at'
  > & { custom_fields: string; resolved_by: string | null; matter: string }
>

export async function updateIssueRow(tx: Tx, id: string, update: IssueUpdate, writing: Writing): Promise<void> {
  await tx
    .updateTable('issues')
    .set((eb) => ({ ...update, version: eb('version', '+', 1), last_write: writtenBy(writing) }))
    .where('id', '=', id)
    .execute()
}

/** Who is looking at a Message-ID that belongs to another customer's thread: for suggestions only. */
export async function holderOfReference(
  db: Db | Tx,
  references: readonly string[],
): Promise<{ customer_id: string; issue_id: string } | undefined> {
  const rows = await queryPrepared<{ customer_id: string; issue_id: string }>(
    db,
    'holder-of-reference',
    `select customer_id, issue_id from issue_references where reference = any($1::text[]) limit 1`,
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

/** The newest issue that is not resolved. */
export async function newestIssueOf(tx: Tx, memberIds: readonly string[]): Promise<IssueRow | undefined> {
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
       order by last_activity_at desc limit ${weighedIssues}) as i`,
    [memberIds, exceptId],
  )
}
