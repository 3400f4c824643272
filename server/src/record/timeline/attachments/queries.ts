import { sql, type Selectable } from 'kysely'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { columnList, queryPrepared } from '../../../platform/db/prepared.ts'
import type { AttachmentsTable } from '../tables.ts'
import type { FetchFacts } from './fetching/state.ts'
import type { ScanFacts } from './scanning/state.ts'
import type { StoredAttachment } from './attachments.ts'

export type AttachmentRow = Selectable<AttachmentsTable> & ScanFacts & FetchFacts

const attachmentColumns = columnList<AttachmentsTable>({
  id: true,
  entry_id: true,
  customer_id: true,
  uploaded_by: true,
  position: true,
  name: true,
  media_type: true,
  declared_type: true,
  size_bytes: true,
  sha256: true,
  storage_key: true,
  inline: true,
  content_id: true,
  created_at: true,
  upload_address: true,
  upload_channel_id: true,
})

/** With what is known of their bytes, and of those that are not here yet: no query of its own, and none that could be forgotten. */
const scanColumns = `scan.state as scan_state, scan.problem as scan_problem, scan.finding as scan_finding,
  scan.released_by as scan_released_by, scan.removed_at as scan_removed_at`
const fetchColumns = 'fetching.state as fetch_state, fetching.problem as fetch_problem'
const rowsWithFacts = `select ${attachmentColumns('file')}, ${scanColumns}, ${fetchColumns}
  from attachments as file left join file_scans as scan on scan.sha256 = file.sha256
    left join file_fetches as fetching on fetching.attachment_id = file.id`

export function attachmentsOf(db: Db | Tx, entryIds: readonly string[]): Promise<AttachmentRow[]> {
  return queryPrepared<AttachmentRow>(
    db,
    'attachments-of',
    `${rowsWithFacts} where file.entry_id = any($1::uuid[]) order by file.entry_id, file.position`,
    [entryIds],
  )
}

export async function attachmentById(db: Db | Tx, id: string): Promise<AttachmentRow | undefined> {
  const { rows } = await sql<AttachmentRow>`${sql.raw(rowsWithFacts)} where file.id = ${id}`.execute(db)
  return rows[0]
}

/** An uploaded file that waits for its message. */
export async function insertUpload(
  db: Db | Tx,
  upload: StoredAttachment,
  by: { uploadedBy: string; at: Date; address?: string; channelId?: string },
): Promise<void> {
  await db
    .insertInto('attachments')
    .values({
      id: upload.id,
      entry_id: null,
      customer_id: null,
      uploaded_by: by.uploadedBy,
      name: upload.name,
      media_type: upload.mediaType,
      declared_type: upload.declaredType,
      size_bytes: upload.sizeBytes,
      sha256: upload.sha256,
      storage_key: upload.storageKey,
      inline: upload.inline,
      content_id: upload.contentId,
      created_at: by.at,
      upload_address: by.address ?? null,
      upload_channel_id: by.channelId ?? null,
    })
    .execute()
}

/** Everything that somebody uploaded and has not sent. */
export async function uploadsOf(db: Db | Tx, uploadedBy: string): Promise<AttachmentRow[]> {
  const { rows } = await sql<AttachmentRow>`
    ${sql.raw(rowsWithFacts)} where file.uploaded_by = ${uploadedBy} and file.entry_id is null`.execute(db)
  return rows
}

/** Uploads that are sent as files of an entry's own. Answers with how many were there. */
export async function dropUploads(tx: Tx, uploadedBy: string, ids: readonly string[]): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('attachments')
    .where('id', 'in', ids)
    .where('entry_id', 'is', null)
    .where('uploaded_by', '=', uploadedBy)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/**
 * Takes uploads for an entry: each goes to one message only, and only by who uploaded it. Fewer rows than asked for
 * mean that one of them is not there to take.
 */
export async function claimUploads(
  tx: Tx,
  ids: readonly string[],
  to: { entryId: string; homeId: string; uploadedBy: string; shownInText?: ReadonlySet<string> },
): Promise<number> {
  let claimed = 0
  for (const [position, id] of ids.entries()) {
    const inline = to.shownInText?.has(id) ?? false
    const { numUpdatedRows } = await tx
      .updateTable('attachments')
      .set({ entry_id: to.entryId, customer_id: to.homeId, position, inline, content_id: inline ? id : null })
      .where('id', '=', id)
      .where('entry_id', 'is', null)
      .where('uploaded_by', '=', to.uploadedBy)
      .executeTakeFirst()
    claimed += Number(numUpdatedRows)
  }
  return claimed
}

/** Uploads that somebody will send later are kept as if they were new. Answers with how many are there to be sent. */
export async function keepUploads(
  tx: Tx,
  ids: readonly string[],
  { uploadedBy, at }: { uploadedBy: string; at: Date },
): Promise<number> {
  if (ids.length === 0) return 0
  const { numUpdatedRows } = await tx
    .updateTable('attachments')
    .set({ created_at: at })
    .where('id', 'in', [...ids])
    .where('entry_id', 'is', null)
    .where('uploaded_by', '=', uploadedBy)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}

/**
 * What was not sent after all: its uploads are its author's again, and may go with another message. Copies of files that
 * were forwarded stay with it.
 */
export async function releaseUploads(tx: Tx, entryId: string): Promise<void> {
  await tx
    .updateTable('attachments')
    .set({ entry_id: null, customer_id: null, position: 0, inline: false, content_id: null })
    .where('entry_id', '=', entryId)
    .where('uploaded_by', 'is not', null)
    .execute()
}
