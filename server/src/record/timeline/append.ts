import type { Author } from '@throughline/protocol/timeline/author.ts'
import type { Content } from '@throughline/protocol/timeline/content.ts'
import type { Direction, EntryKind, Threading } from '@throughline/protocol/timeline/entry.ts'
import type { Tx } from '../../platform/db/db.ts'
import { insertLater } from '../../platform/db/prepared.ts'
import type { StoredAttachment } from './attachments/attachments.ts'
import { fetchInsert } from './attachments/fetching/queries.ts'
import { attachmentInsert, entryInsert, type EntryRow } from './queries.ts'

/** An entry ready to be recorded. Who, in which issue and why there was decided before; nothing here decides. */
export interface NewEntryRow {
  id: string
  kind: EntryKind
  direction: Direction
  channelId: string | null
  identityId: string | null
  author: Author
  issueId: string | null
  text: string
  content: Content
  html?: string | null
  refersTo?: string | null
  occurredAt: Date
  /** What others call it when they quote it: a Message-ID, the provider's id. */
  providerId?: string | null
  threading: Threading
  echoId?: string | null
  attachments?: readonly StoredAttachment[]
  /** Files that were uploaded before and are claimed by this entry. */
  uploadCount?: number
}

/** A position on the thread, handed out by `lockThread` under the customer's row lock. */
export interface ThreadPosition {
  homeId: string
  seq: number
  recordedAt: Date
  /** With microseconds, which a Date cuts off: two entries of one thread never share it. */
  recordedAtExact: string
}

/**
 * Puts an entry at the end of a thread. The caller holds the thread's lock and records the event. Sent along with the
 * transaction's next statement: it costs no round trip of its own.
 */
export async function appendEntry(tx: Tx, position: ThreadPosition, entry: NewEntryRow): Promise<EntryRow> {
  const attachments = entry.attachments ?? []
  const row = rowOf(position, entry)
  await insertLater(tx, entryInsert, [
    row.customer_id,
    row.seq,
    row.id,
    row.kind,
    row.direction,
    row.channel_id,
    row.identity_id,
    row.author_kind,
    row.author_id,
    row.author_name,
    row.issue_id,
    row.text,
    JSON.stringify(row.content),
    row.html,
    row.refers_to,
    row.occurred_at,
    position.recordedAtExact,
    row.provider_id,
    JSON.stringify(row.threading),
    row.echo_id,
    row.attachment_count,
  ])
  for (const [index, attachment] of attachments.entries()) {
    await insertLater(tx, attachmentInsert, [
      attachment.id,
      entry.id,
      position.homeId,
      index,
      attachment.name,
      attachment.mediaType,
      attachment.declaredType,
      attachment.sizeBytes,
      attachment.sha256,
      attachment.storageKey,
      attachment.inline,
      attachment.contentId,
      position.recordedAt,
    ])
    if (!attachment.toFetch) continue
    const { channelId, reference, sizeBytes } = attachment.toFetch
    await insertLater(tx, fetchInsert, [
      attachment.id,
      position.homeId,
      channelId,
      reference,
      sizeBytes,
      'waiting',
      // Due at once, whatever the clock of this node says.
      new Date(0),
    ])
  }
  return row
}

/** As it will be read once the transaction is committed. */
function rowOf(position: ThreadPosition, entry: NewEntryRow): EntryRow {
  return {
    customer_id: position.homeId,
    seq: position.seq,
    id: entry.id,
    kind: entry.kind,
    direction: entry.direction,
    channel_id: entry.channelId,
    identity_id: entry.identityId,
    author_kind: entry.author.kind,
    author_id: entry.author.id,
    author_name: entry.author.name,
    issue_id: entry.issueId,
    text: entry.text,
    content: entry.content,
    html: entry.html ?? null,
    refers_to: entry.refersTo ?? null,
    occurred_at: entry.occurredAt,
    recorded_at: position.recordedAt,
    recorded_us: position.recordedAt.getTime() * 1000,
    provider_id: entry.providerId ?? null,
    threading: entry.threading,
    echo_id: entry.echoId ?? null,
    attachment_count: (entry.attachments?.length ?? 0) + (entry.uploadCount ?? 0),
  }
}
