import { timelineWords } from '@throughline/protocol/timeline/words.ts'
import { downloadAttachment, maxUploadBytes, uploadAttachment } from '@throughline/protocol/timeline/attachments.ts'
import { can, handle, handleUpload, isNarrowed, type Caller, type HttpServer } from '../../../platform/http/http.ts'
import { AppError } from '../../../lib/errors.ts'
import { entriesByIds } from '../queries.ts'
import { entrySubjects, type IssueFacts } from '../subject.ts'
import { viewAttachment } from '../view.ts'
import { downloadHeaders } from './headers.ts'
import { attachmentById, insertUpload } from './queries.ts'
import { admitUpload, type UploadDeps } from './uploading/admit.ts'
import { receiveUpload } from './uploading/receive.ts'

export function attachmentRoutes(app: HttpServer, deps: UploadDeps & { issueFacts: IssueFacts }): void {
  const { db, files, clock, issueFacts } = deps

  handleUpload(
    app,
    uploadAttachment,
    async ({ query, caller, upload }) => {
      await using permit = await admitUpload(deps, { callerId: caller.id }, upload.announcedBytes)
      await using arrived = await receiveUpload(files, query.name, upload)
      await arrived.keep()
      const stored = arrived.file
      await insertUpload(db, stored, { uploadedBy: caller.id, at: clock.now() })
      await permit.stored(stored.sizeBytes)
      return viewAttachment({
        id: stored.id,
        name: stored.name,
        media_type: stored.mediaType,
        size_bytes: stored.sizeBytes,
        inline: false,
        content_id: null,
      })
    },
    { maxBytes: maxUploadBytes },
  )

  handle(app, downloadAttachment, async ({ params, query, caller, reply }) => {
    const row = await attachmentById(db, params.id)
    const isOwnUpload = row?.entry_id === null && row.uploaded_by === caller.id
    const isSent = row !== undefined && row.entry_id !== null && (await mayReadEntry(caller, row.entry_id))
    if (!row || !(isOwnUpload || isSent)) {
      throw new AppError('not_found', timelineWords.no_such_attachment())
    }
    const kept = { sha256: row.sha256, sizeBytes: row.size_bytes }
    const stream = await files.stream(row.storage_key, { entryId: row.entry_id, fileId: row.id }, kept)
    reply.headers(
      downloadHeaders(
        { name: row.name, mediaType: row.media_type, sizeBytes: row.size_bytes },
        { preview: query.preview === 'true' },
      ),
    )
    return stream
  })

  /** No query for a caller whom no rule narrows. */
  async function mayReadEntry(caller: Caller, entryId: string): Promise<boolean> {
    const [entry] = isNarrowed(caller) ? await entriesByIds(db, [entryId]) : []
    if (!entry) return !isNarrowed(caller)
    return can(caller, 'thread.read', (await entrySubjects(db, issueFacts, caller, [entry]))(entry))
  }
}
