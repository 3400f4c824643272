import type { Author, Content, Direction, EntryKind, Threading } from '@throughline/protocol/entries.ts'
import type { Tx } from '../db/db.ts'
import { executeLater, prepared } from '../db/prepared.ts'
import type { StoredAttachment } from './attachments/attachments.ts'
import { insertAttachmentSql, insertEntrySql } from './queries.ts'

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

/** A place on the thread, handed out by `lockThread` under the customer's row lock. */
export interface ThreadPlace {
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
export async function appendEntry(tx: Tx, place: ThreadPlace, entry: NewEntryRow): Promise<void> {
  const attachments = entry.attachments ?? []
  await executeLater(
    tx,
    prepared('append-entry', insertEntrySql, [
      place.homeId,
      place.seq,
      entry.id,
      entry.kind,
      entry.direction,
      entry.channelId,
      entry.identityId,
      entry.author.kind,
      entry.author.id,
      entry.author.name,
      entry.issueId,
      entry.text,
      JSON.stringify(entry.content),
      entry.html ?? null,
      entry.refersTo ?? null,
      entry.occurredAt,
      place.recordedAtExact,
      entry.providerId ?? null,
      JSON.stringify(entry.threading),
      entry.echoId ?? null,
      attachments.length + (entry.uploadCount ?? 0),
    ]),
  )
  for (const [position, attachment] of attachments.entries()) {
    await executeLater(
      tx,
      prepared('append-attachment', insertAttachmentSql, [
        attachment.id,
        entry.id,
        place.homeId,
        position,
        attachment.name,
        attachment.mediaType,
        attachment.declaredType,
        attachment.sizeBytes,
        attachment.sha256,
        attachment.storageKey,
        attachment.inline,
        attachment.contentId,
        place.recordedAt,
      ]),
    )
  }
}
