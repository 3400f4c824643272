import type { Assurance } from '@throughline/protocol/customers/identity.ts'
import type { Attachment } from '@throughline/protocol/timeline/attachment.ts'
import type { Author } from '@throughline/protocol/timeline/author.ts'
import type { Delivery } from '@throughline/protocol/timeline/delivery.ts'
import type { ColleagueMail, Entry, Reaction } from '@throughline/protocol/timeline/entry.ts'
import type { HandoverState } from '@throughline/protocol/timeline/handover-state.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import { attachmentsOf, type AttachmentRow } from './attachments/queries.ts'
import { arrivalOf } from './attachments/fetching/state.ts'
import { scanOf, type ScansSince } from './attachments/scanning/state.ts'
import { amendmentsOf, type AmendmentRow } from './amendments.ts'
import type { EntryRow } from './queries.ts'
import { reactionsOf } from './reactions.ts'

export interface ChannelBrief {
  id: string
  kind: string
  name: string
}

export interface IdentityBrief {
  id: string
  kind: string
  value: string
  assurance: Assurance
}

/** What an entry on the wire shows that other folders own. */
export interface EntrySources {
  channels(ids: readonly string[]): Promise<ReadonlyMap<string, ChannelBrief>>
  identities(db: Db | Tx, ids: readonly string[]): Promise<ReadonlyMap<string, IdentityBrief>>
  deliveries(db: Db | Tx, entryIds: readonly string[]): Promise<ReadonlyMap<string, Delivery>>
  /** Asked of notes that came by mail. */
  colleagueMails(db: Db | Tx, entryIds: readonly string[]): Promise<ReadonlyMap<string, ColleagueMail>>
  handovers(db: Db | Tx, entryIds: readonly string[]): Promise<ReadonlyMap<string, HandoverState>>
  scansSince: ScansSince
}

/** A row, and its seq on the canonical thread. */
export interface NumberedRow {
  row: EntryRow
  seq: number
}

/** Rows → the wire. A page costs a fixed number of queries, however long it is. */
export async function viewEntries(
  db: Db | Tx,
  sources: EntrySources,
  canonicalIdOf: (row: EntryRow) => string,
  numbered: readonly NumberedRow[],
  /** Nobody can have changed it yet, or put anything on it. */
  { isJustAppended = false }: { isJustAppended?: boolean } = {},
): Promise<Entry[]> {
  const rows = numbered.map(({ row }) => row)
  const outbound = rows.filter((row) => row.direction === 'out' || isForward(row)).map((row) => row.id)
  const withFiles = rows.filter((row) => row.attachment_count > 0).map((row) => row.id)
  const messages = isJustAppended ? [] : rows.filter((row) => row.kind === 'message')
  const received = messages.filter((row) => row.direction === 'in')
  const amendable = [...rows.filter((row) => row.kind === 'note'), ...received].map((row) => row.id)
  const mailed = rows.filter((row) => row.kind === 'note' && row.content.type === 'email').map((row) => row.id)
  const handedOver = rows.filter((row) => row.kind === 'handover').map((row) => row.id)
  const [channels, identities, deliveries, attachments, amendments, colleagueMails, handovers, reactions] =
    await Promise.all([
      sources.channels(distinct(rows.map((row) => row.channel_id))),
      sources.identities(db, distinct(rows.map((row) => row.identity_id))),
      outbound.length > 0 ? sources.deliveries(db, outbound) : new Map<string, Delivery>(),
      withFiles.length > 0 ? attachmentsOf(db, withFiles) : [],
      amendable.length > 0 ? amendmentsOf(db, amendable) : [],
      mailed.length > 0 ? sources.colleagueMails(db, mailed) : new Map<string, ColleagueMail>(),
      handedOver.length > 0 ? sources.handovers(db, handedOver) : new Map<string, HandoverState>(),
      messages.length > 0 ? reactionsOf(db, distinct(messages.map((row) => row.id))) : new Map<string, Reaction[]>(),
    ])
  const attachmentsByEntry = Map.groupBy(attachments, (attachment) => attachment.entry_id)
  const amendmentsByEntry = Map.groupBy(amendments, (amendment) => amendment.refers_to)
  return numbered.map(({ row, seq }) => ({
    id: row.id,
    seq,
    customerId: canonicalIdOf(row),
    issueId: row.issue_id,
    kind: row.kind,
    direction: row.direction,
    channel: (row.channel_id && channels.get(row.channel_id)) || null,
    identity: (row.identity_id && identities.get(row.identity_id)) || null,
    author: authorOfRow(row),
    text: row.text,
    content: row.content,
    attachments: (attachmentsByEntry.get(row.id) ?? []).map((file) => viewAttachment(file, sources.scansSince)),
    occurredAt: row.occurred_at.toISOString(),
    recordedAt: row.recorded_at.toISOString(),
    delivery: deliveries.get(row.id) ?? null,
    threading: row.threading,
    ...(handovers.has(row.id) ? { handover: handovers.get(row.id)! } : {}),
    ...(colleagueMails.has(row.id) ? { colleagueMail: colleagueMails.get(row.id)! } : {}),
    ...(row.echo_id === null ? {} : { echoId: row.echo_id }),
    ...viewAmendments(amendmentsByEntry.get(row.id) ?? []),
    ...(reactions.has(row.id) ? { reactions: reactions.get(row.id)! } : {}),
  }))
}

/** An internal entry that leaves by mail, to somebody who is not the customer. */
function isForward({ kind, content }: EntryRow): boolean {
  return kind === 'note' && content.type === 'email' && content.forward !== undefined
}

export function viewAttachment(row: AttachmentRow, scansSince: ScansSince): Attachment {
  return {
    id: row.id,
    name: row.name,
    mediaType: row.media_type,
    sizeBytes: row.size_bytes,
    url: `/api/v1/attachments/${row.id}`,
    inline: row.inline,
    contentId: row.content_id,
    scan: scanOf(row, scansSince),
    ...arrivalOf(row),
  }
}

/** The newest edit counts; a deletion is final. */
function viewAmendments(amendments: readonly AmendmentRow[]): Pick<Entry, 'edited' | 'deletedAt' | 'deletedBy'> {
  const edit = amendments.findLast((amendment) => amendment.content.type === 'edit')
  const deletion = amendments.find((amendment) => amendment.content.type === 'deletion')
  return {
    ...(edit ? { edited: { text: edit.text, at: edit.at.toISOString(), by: authorOfRow(edit) } } : {}),
    ...(deletion ? { deletedAt: deletion.at.toISOString(), deletedBy: authorOfRow(deletion) } : {}),
  }
}

export function authorOfRow(row: Pick<EntryRow, 'author_kind' | 'author_id' | 'author_name'>): Author {
  return { kind: row.author_kind, id: row.author_id, name: row.author_name }
}

function distinct(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids)].filter((id) => id !== null)
}
