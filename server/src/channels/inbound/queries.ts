import type { Wording } from '@throughline/protocol/words.ts'
import type { Selectable } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'
import { isUniqueViolation } from '../../platform/db/database-errors.ts'
import { columnList, insertLater, queryPrepared } from '../../platform/db/prepared.ts'
import { rowInsert } from '../../platform/db/row-insert.ts'
import { sql } from 'kysely'
import type { MessagePreview } from '../contract.ts'
import { forgetEarlyEvent } from '../early-events.ts'
import type { InboundTable } from '../tables.ts'
import { foldForSearch } from './preview.ts'

export type InboundRow = Selectable<InboundTable>

const inboundColumns = columnList<InboundTable>({
  id: true,
  channel_id: true,
  provider_id: true,
  state: true,
  kind: true,
  sentence: true,
  words: true,
  entry_id: true,
  customer_id: true,
  raw_key: true,
  envelope: true,
  request: true,
  received_at: true,
})

/** The dedupe mark, in the entry's own transaction: the unique index rejects the commit of a second one. */
export async function markAccepted(
  tx: Tx,
  mark: {
    id: string
    channelId: string
    providerId: string
    kind: string
    entryId: string | null
    customerId: string | null
    at: Date
  },
): Promise<void> {
  const { id, channelId, providerId, kind, entryId, customerId, at } = mark
  await insertLater(tx, markInsert, [id, channelId, providerId, 'accepted', kind, entryId, customerId, at])
}

const markInsert = rowInsert('inbound', {
  id: 'uuid',
  channel_id: 'uuid',
  provider_id: 'text',
  state: 'text',
  kind: 'text',
  entry_id: 'uuid',
  customer_id: 'uuid',
  received_at: 'timestamptz',
})

/** That the message answered ours, by its token: kept as it was, whatever becomes of the entry and the issue. */
export async function markProvenAnswer(tx: Tx, entryId: string, issueId: string): Promise<void> {
  await insertLater(tx, provenAnswerInsert, [entryId, issueId])
}

const provenAnswerInsert = rowInsert('proven_answers', { entry_id: 'uuid', issue_id: 'uuid' })

/** Of these entries, those that answered a message of ours by its token, each with the issue of that message. */
export async function provenAnswersOf(db: Db | Tx, entryIds: readonly string[]): Promise<Map<string, string>> {
  if (entryIds.length === 0) return new Map()
  const rows = await queryPrepared<{ entry_id: string; issue_id: string }>(
    db,
    'proven-answers-of',
    'select entry_id, issue_id from proven_answers where entry_id = any($1::uuid[])',
    [entryIds],
  )
  return new Map(rows.map((row) => [row.entry_id, row.issue_id]))
}

/** A kept message that was read after all. False: somebody else has just done so. */
export async function markReplayed(
  tx: Tx,
  id: string,
  to: { kind: string; entryId: string | null; customerId: string | null; providerId: string } & Wording,
): Promise<boolean> {
  const { numAffectedRows } =
    await sql`update inbound set state = 'accepted', kind = ${to.kind}, entry_id = ${to.entryId}, provider_id = ${to.providerId},
    customer_id = ${to.customerId}, sentence = ${to.sentence},
    words = ${JSON.stringify(to.words)}::jsonb where id = ${id} and state <> 'accepted'`.execute(tx)
  // It can be read on its thread now, and is erased with that.
  await tx.deleteFrom('inbound_previews').where('inbound_id', '=', id).execute()
  await forgetEarlyEvent(tx, id)
  return numAffectedRows === 1n
}

/** It stays where it is, for another reason, and waits for nothing any more. */
export async function restate(tx: Tx, id: string, { sentence, words }: Wording): Promise<void> {
  await tx
    .updateTable('inbound')
    .set({ sentence, words: JSON.stringify(words) })
    .where('id', '=', id)
    .where('state', '<>', 'accepted')
    .execute()
  await forgetEarlyEvent(tx, id)
}

export async function inboundByProviderId(
  db: Db | Tx,
  channelId: string,
  providerId: string,
): Promise<InboundRow | undefined> {
  const rows = await queryPrepared<InboundRow>(
    db,
    'inbound-by-provider-id',
    `select ${inboundColumns()} from inbound where channel_id = $1 and provider_id = $2`,
    [channelId, providerId],
  )
  return rows[0]
}

/** The same of several channels, each by its own entry in the index. */
export function inboundOfChannels(
  db: Db | Tx,
  channelIds: readonly string[],
  providerId: string,
): Promise<InboundRow[]> {
  return queryPrepared<InboundRow>(
    db,
    'inbound-of-channels',
    `select ${inboundColumns()} from inbound where channel_id = any($1::uuid[]) and provider_id = $2`,
    [channelIds, providerId],
  )
}

/** The preview only of what is new: the same message twice is kept once. False: it was kept before. */
export async function insertKept(
  db: Db | Tx,
  kept: Omit<InboundRow, 'entry_id' | 'customer_id' | 'state' | 'envelope' | 'request' | 'words'> & {
    words: string
    request: string | null
    state: 'set_aside' | 'failed'
    envelope: string | null
  },
  preview: MessagePreview | null,
): Promise<boolean> {
  const inserted = await db
    .insertInto('inbound')
    .values({ ...kept, entry_id: null, customer_id: null })
    .onConflict((conflict) => conflict.columns(['channel_id', 'provider_id']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (inserted === undefined) return false
  if (preview === null) return true
  const search = foldForSearch(`${preview.sender} ${preview.subject} ${preview.beginning}`)
  await db
    .insertInto('inbound_previews')
    .values({ inbound_id: inserted.id, ...preview, search })
    .execute()
  return true
}

/** Known by its index: the second recording of one provider id. */
export function isDuplicateMark(error: unknown): boolean {
  return isUniqueViolation(error, 'inbound_by_provider_id')
}

export interface KeptRow extends InboundRow {
  sender: string | null
  subject: string | null
  beginning: string | null
}

export interface KeptFilter {
  state: 'set_aside' | 'failed' | null
  /** Words of the sender, the subject or the beginning; null: all. */
  query: string | null
}

export async function listKept(
  db: Db,
  page: KeptFilter & { limit: number; cursor: { at: string; id: string } | null },
): Promise<{ row: KeptRow; cursor: { at: string; id: string } }[]> {
  const { rows } = await sql<KeptRow & { cursor_at: string }>`
    select i.*, p.sender, p.subject, p.beginning,
      to_char(i.received_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as cursor_at
    from inbound i left join inbound_previews p on p.inbound_id = i.id
    where i.state <> 'accepted'
      ${page.state === null ? sql`` : sql`and i.state = ${page.state}`}
      ${matching(page.query)}
      ${page.cursor === null ? sql`` : sql`and (i.received_at, i.id) < (${page.cursor.at}::timestamptz, ${page.cursor.id}::uuid)`}
    order by i.received_at desc, i.id desc limit ${page.limit}`.execute(db)
  return rows.map(({ cursor_at, ...row }) => ({ row, cursor: { at: cursor_at, id: row.id } }))
}

/** More are not counted: beyond it the number tells nobody what to do. */
export const maxKeptCounted = 1000

/** How many there are of each state, whichever of them is shown. */
export async function countKept(
  db: Db,
  { query }: Pick<KeptFilter, 'query'>,
): Promise<{ set_aside: number; failed: number }> {
  const { rows } = await sql<{ state: 'set_aside' | 'failed'; count: number }>`
    select state, count(*)::int as count from (
      select i.state from inbound i ${query === null ? sql`` : sql`left join inbound_previews p on p.inbound_id = i.id`}
      where i.state <> 'accepted' ${matching(query)} limit ${maxKeptCounted}
    ) as kept group by state`.execute(db)
  const counted = new Map(rows.map(({ state, count }) => [state, count]))
  return { set_aside: counted.get('set_aside') ?? 0, failed: counted.get('failed') ?? 0 }
}

/** Every word of the query, anywhere. */
function matching(query: string | null) {
  const words = foldForSearch(query ?? '')
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, 8)
  const conditions = words.map((word) => sql`and p.search like ${`%${word.replace(/[\\%_]/g, '\\$&')}%`}`)
  return sql.join(conditions, sql` `)
}

export async function keptById(db: Db, id: string): Promise<KeptRow | undefined> {
  const { rows } = await sql<KeptRow>`select i.*, p.sender, p.subject, p.beginning
    from inbound i left join inbound_previews p on p.inbound_id = i.id where i.id = ${id}`.execute(db)
  return rows[0]
}
