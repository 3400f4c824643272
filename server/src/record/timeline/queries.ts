import { elsewhereAuthorId } from '@throughline/protocol/timeline/author.ts'
import { sql, type RawBuilder, type Selectable } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'
import { queryPrepared } from '../../platform/db/prepared.ts'
import { rowInsert } from '../../platform/db/row-insert.ts'
import { andRuleSql } from '../../platform/http/http.ts'
import { amendmentSql } from './amendments.ts'
import type { EntriesTable } from './tables.ts'

/** A row of `entries` as it is read. `recorded_us`: microseconds, which a Date would cut off. */
export type EntryRow = Selectable<EntriesTable> & { recorded_us: number }

const entryColumns = `customer_id, seq, id, kind, direction, channel_id, identity_id, author_kind, author_id,
  author_name, issue_id, text, content, html, refers_to, occurred_at, recorded_at, provider_id, threading, echo_id,
  attachment_count`

/** Lists don't carry HTML bodies: they are large, and shown one at a time. */
const listedColumns = `${entryColumns.replace(' html,', ' null as html,')},
  (extract(epoch from recorded_at) * 1000000)::int8 as recorded_us`

export const entryInsert = rowInsert('entries', {
  customer_id: 'uuid',
  seq: 'bigint',
  id: 'uuid',
  kind: 'text',
  direction: 'text',
  channel_id: 'uuid',
  identity_id: 'uuid',
  author_kind: 'text',
  author_id: 'text',
  author_name: 'text',
  issue_id: 'uuid',
  text: 'text',
  content: 'jsonb',
  html: 'text',
  refers_to: 'uuid',
  occurred_at: 'timestamptz',
  recorded_at: 'timestamptz',
  provider_id: 'text',
  threading: 'jsonb',
  echo_id: 'text',
  attachment_count: 'integer',
})

export const attachmentInsert = rowInsert('attachments', {
  id: 'uuid',
  entry_id: 'uuid',
  customer_id: 'uuid',
  position: 'integer',
  name: 'text',
  media_type: 'text',
  declared_type: 'text',
  size_bytes: 'bigint',
  sha256: 'text',
  storage_key: 'text',
  inline: 'boolean',
  content_id: 'text',
  created_at: 'timestamptz',
})

interface Walk {
  seq: number
  limit: number
  /** Further conditions, for readers who may not read all. */
  only: readonly RawBuilder<boolean>[]
}

/** One record's entries after `seq`, oldest first: a walk along the primary key. */
export async function entriesAfter(db: Db | Tx, customerId: string, { seq, limit, only }: Walk): Promise<EntryRow[]> {
  if (only.length > 0) {
    const { rows } = await sql<EntryRow>`select ${sql.raw(listedColumns)} from entries
      where customer_id = ${customerId} and seq > ${seq}${andRuleSql(only)} order by seq limit ${limit}`.execute(db)
    return rows
  }
  return queryPrepared<EntryRow>(
    db,
    'entries-after',
    `select ${listedColumns} from entries where customer_id = $1 and seq > $2 order by seq limit $3`,
    [customerId, seq, limit],
  )
}

/** One record's entries before `seq`, newest first. */
export async function entriesBefore(db: Db | Tx, customerId: string, { seq, limit, only }: Walk): Promise<EntryRow[]> {
  if (only.length > 0) {
    const { rows } = await sql<EntryRow>`select ${sql.raw(listedColumns)} from entries
      where customer_id = ${customerId} and seq < ${seq}${andRuleSql(only)} order by seq desc limit ${limit}`.execute(
      db,
    )
    return rows
  }
  return queryPrepared<EntryRow>(
    db,
    'entries-before',
    `select ${listedColumns} from entries where customer_id = $1 and seq < $2 order by seq desc limit $3`,
    [customerId, seq, limit],
  )
}

/** The HTML body of one entry, as it came. */
export async function htmlOf(db: Db | Tx, entryId: string): Promise<string | null | undefined> {
  const row = await db.selectFrom('entries').select('html').where('id', '=', entryId).executeTakeFirst()
  return row?.html
}

/** The HTML of these entries, without what is longer than `maxChars`. */
export async function htmlByEntry(
  db: Db | Tx,
  ids: readonly string[],
  maxChars: number,
): Promise<ReadonlyMap<string, string>> {
  const rows = await queryPrepared<{ id: string; html: string }>(
    db,
    'html-by-entry',
    `select id, html from entries where id = any($1::uuid[]) and length(html) <= $2`,
    [ids, maxChars],
  )
  return new Map(rows.map(({ id, html }) => [id, html]))
}

export function entriesByIds(db: Db | Tx, ids: readonly string[]): Promise<EntryRow[]> {
  return queryPrepared<EntryRow>(
    db,
    'entries-by-ids',
    `select ${listedColumns} from entries where id = any($1::uuid[])`,
    [ids],
  )
}

/** Of this address, whether others got a copy of a mail to it or from it. A copy to the address itself is none. */
export async function wasCopied(db: Db | Tx, address: { id: string; value: string }): Promise<boolean> {
  const rows = await queryPrepared(
    db,
    'was-copied',
    // The first two conditions are those of the index.
    `select from entries
     where identity_id = $1 and (content -> 'cc' <> '[]'::jsonb or content #> '{to,1}' is not null)
       and (content #> '{to,1}' is not null or exists (
         select from jsonb_array_elements(content -> 'cc') as copy
         where lower(copy ->> 'address') is distinct from $2))
     union all
     select from entries
     where identity_id = $1 and content -> 'bcc' is not null
       and exists (select from jsonb_array_elements(content -> 'bcc') as copy
         where lower(copy ->> 'address') is distinct from $2)
     limit 1`,
    [address.id, address.value],
  )
  return rows.length > 0
}

/** The entry of an optimistic send that is repeated. */
export async function entryByEcho(
  db: Db | Tx,
  customerIds: readonly string[],
  authorId: string,
  echoId: string,
): Promise<EntryRow | undefined> {
  const rows = await queryPrepared<EntryRow>(
    db,
    'entry-by-echo',
    `select ${listedColumns} from entries where customer_id = any($1::uuid[]) and author_id = $2 and echo_id = $3`,
    [customerIds, authorId, echoId],
  )
  return rows[0]
}

/** The newest `seq` of each record, which is also its number of entries. */
export async function lastSeqs(db: Db | Tx, customerIds: readonly string[]): Promise<Map<string, number>> {
  const rows = await queryPrepared<{ customer_id: string; seq: number }>(
    db,
    'last-seqs',
    `select m.id as customer_id, coalesce(
       (select seq from entries where customer_id = m.id order by seq desc limit 1), 0) as seq
     from unnest($1::uuid[]) as m(id)`,
    [customerIds],
  )
  return new Map(rows.map((row) => [row.customer_id, row.seq]))
}

/**
 * The place of an entry on a thread made of several records: how many entries of each come no later than it. Within a
 * record `recorded_at` rises with `seq`, so each count is the newest `seq` below a time.
 */
export async function seqAmong(db: Db | Tx, memberIds: readonly string[], entryId: string): Promise<number> {
  const { rows } = await sql<{ seq: number }>`
    select coalesce(sum((
      select count(*) from entries e
      where e.customer_id = m.id and (e.recorded_at, e.id) <= (t.recorded_at, t.id))), 0)::int8 as seq
    from entries t, unnest(${memberIds}::uuid[]) as m(id)
    where t.id = ${entryId}`.execute(db)
  return rows[0]?.seq ?? 0
}

/** Earlier messages of an issue on one channel, oldest first: what a reply answers to. */
export async function messagesOfIssue(
  db: Db | Tx,
  issueId: string,
  channelId: string,
  limit: number,
): Promise<EntryRow[]> {
  const rows = await queryPrepared<EntryRow>(
    db,
    'messages-of-issue',
    `select ${listedColumns} from entries
     where issue_id = $1 and channel_id = $2 and kind = 'message' order by recorded_at desc limit $3`,
    [issueId, channelId, limit],
  )
  return rows.toReversed()
}

/** The messages of an issue on all channels, oldest first. */
export function messagesIn(db: Db | Tx, issueId: string, limit: number): Promise<EntryRow[]> {
  return queryPrepared<EntryRow>(
    db,
    'messages-in',
    `select ${listedColumns} from entries
     where issue_id = $1 and kind = 'message' order by recorded_at, id limit $2`,
    [issueId, limit],
  )
}

/** The newest mail of the customer in an issue, on whatever channel. */
export async function lastMailOf(db: Db | Tx, issueId: string): Promise<EntryRow | undefined> {
  const rows = await queryPrepared<EntryRow>(
    db,
    'last-mail-of-issue',
    `select ${listedColumns} from entries
     where issue_id = $1 and direction = 'in' and kind = 'message' and content ->> 'type' = 'email'
     order by recorded_at desc limit 1`,
    [issueId],
  )
  return rows[0]
}

/** What was said in an issue, on whatever channel: the newest first; for statements of others. */
export const textsOfIssueSql = (issueId: string, limit: string): string => `
  select left(text, 10000) as text from entries
  where issue_id = ${issueId} and kind = 'message' order by recorded_at desc limit ${limit}`

/**
 * What colleagues have said among themselves, and what they have corrected of it: the newest first. Not what `exceptBy` wrote by
 * mail, nor what somebody wrote in a colleague's name.
 */
export async function notesOfIssues(
  tx: Tx,
  { issueIds, exceptBy }: { issueIds: readonly string[]; exceptBy: string },
  limit: number,
): Promise<string[]> {
  const rows = await queryPrepared<{ text: string }>(
    tx,
    'notes-of-issues',
    `select left(text, 2000) as text from entries
     where issue_id = any($1::uuid[]) and direction = 'internal' and text <> ''
       and (channel_id is null or author_id is null or author_id not in ($3, 'unconfirmed-colleague'))
     order by recorded_at desc limit $2`,
    [issueIds, limit, exceptBy],
  )
  return rows.map(({ text }) => text)
}

type LastMessage = Pick<EntryRow, 'id' | 'direction' | 'author_name' | 'text' | 'content'>

/** The newest message of an issue that a person or a program has written, as it reads now. */
export async function lastMessageOf(db: Db | Tx, issueId: string): Promise<LastMessage | undefined> {
  const rows = await queryPrepared<LastMessage>(
    db,
    'last-message-of',
    `select m.id, m.direction, m.author_name, left(coalesce(changed.text, m.text), 20000) as text,
       case when changed.text is null then m.content else '{"type": "text"}'::jsonb end as content
     from entries m left join lateral (${amendmentSql('m.id')}) changed on m.direction = 'in'
     where m.issue_id = $1 and m.kind = 'message' and (m.author_kind <> 'system' or m.author_id = $2)
       and changed.type is distinct from 'deletion'
     order by m.recorded_at desc limit 1`,
    [issueId, elsewhereAuthorId],
  )
  return rows[0]
}

/** With the edits and deletions of it, which show its words as well. */
export async function moveEntryRow(tx: Tx, entryId: string, issueId: string, threading: object): Promise<void> {
  await sql`update entries set issue_id = ${issueId}, threading = ${JSON.stringify(threading)} where id = ${entryId}`.execute(
    tx,
  )
  await sql`update entries set issue_id = ${issueId} where refers_to = ${entryId}`.execute(tx)
}

export async function moveEntriesOfIssue(tx: Tx, fromIssueId: string, toIssueId: string): Promise<void> {
  await sql`update entries set issue_id = ${toIssueId} where issue_id = ${fromIssueId}`.execute(tx)
}

/** Entries of these records that stand in an issue of none of theirs: what an undone merge leaves behind. */
export function strayEntries(
  tx: Tx,
  memberIds: readonly string[],
  ownIssueIds: readonly string[],
): Promise<{ id: string; customer_id: string; issue_id: string }[]> {
  return queryPrepared(
    tx,
    'stray-entries',
    `select id, customer_id, issue_id from entries
     where customer_id = any($1::uuid[]) and issue_id is not null and issue_id <> all($2::uuid[])
     order by customer_id, seq`,
    [memberIds, ownIssueIds],
  )
}
