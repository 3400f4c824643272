import { timelineWords } from '@throughline/protocol/timeline/words.ts'
import {
  downloadAttachment,
  fetchAttachment,
  maxUploadBytes,
  releaseAttachment,
  removeAttachment,
  scanAttachment,
  uploadAttachment,
} from '@throughline/protocol/timeline/attachments.ts'
import { transact } from '../../../platform/db/db.ts'
import { can, handle, handleUpload, isNarrowed, type Caller, type HttpServer } from '../../../platform/http/http.ts'
import { AppError } from '../../../lib/errors.ts'
import { entriesByIds } from '../queries.ts'
import { entrySubjects, type IssueFacts } from '../subject.ts'
import { viewAttachment } from '../view.ts'
import { downloadHeaders } from './headers.ts'
import { fetchAgain } from './fetching/fetch-again.ts'
import { attachmentById, insertUpload, type AttachmentRow } from './queries.ts'
import { releaseFile, removeFile, scanAgain, type DecideDeps } from './scanning/decide.ts'
import { openAttachment } from './scanning/open-attachment.ts'
import { queueScan } from './scanning/queue.ts'
import { admitUpload, type UploadDeps } from './uploading/admit.ts'
import { receiveUpload } from './uploading/receive.ts'

export function attachmentRoutes(app: HttpServer, deps: UploadDeps & DecideDeps & { issueFacts: IssueFacts }): void {
  const { db, files, clock, issueFacts, scansSince } = deps

  handleUpload(
    app,
    uploadAttachment,
    async ({ query, caller, upload }) => {
      await using permit = await admitUpload(deps, { callerId: caller.id }, upload.announcedBytes)
      await using arrived = await receiveUpload(files, query.name, upload)
      await arrived.keep()
      const stored = arrived.file
      await transact(db, async (tx) => {
        await insertUpload(tx, stored, { uploadedBy: caller.id, at: clock.now() })
        await queueScan(tx, deps, stored.sha256)
      })
      await permit.stored(stored.sizeBytes)
      return viewAttachment((await attachmentById(db, stored.id))!, scansSince)
    },
    { maxBytes: maxUploadBytes },
  )

  handle(app, downloadAttachment, async ({ params, query, caller, reply }) => {
    const row = await readable(params.id, caller)
    const stream = await openAttachment(deps, row)
    reply.headers(
      downloadHeaders(
        { name: row.name, mediaType: row.media_type, sizeBytes: row.size_bytes },
        { preview: query.preview === 'true' },
      ),
    )
    return stream
  })

  handle(app, releaseAttachment, async ({ params, body, caller }) => {
    await releaseFile(deps, { file: await readable(params.id, caller), by: caller, reason: body.reason })
    return viewed(params.id)
  })
  handle(app, scanAttachment, async ({ params, caller }) => {
    await scanAgain(deps, { file: await readable(params.id, caller), by: caller })
    return viewed(params.id)
  })
  handle(app, removeAttachment, async ({ params, body, caller }) => {
    await removeFile(deps, { file: await readable(params.id, caller), by: caller, reason: body.reason })
    return viewed(params.id)
  })

  handle(app, fetchAttachment, async ({ params, caller }) => {
    await readable(params.id, caller)
    await fetchAgain(deps, params.id)
    return viewed(params.id)
  })

  const viewed = async (id: string) => viewAttachment((await attachmentById(db, id))!, scansSince)

  /** A file of an entry that the caller may read, or an upload of their own. */
  async function readable(id: string, caller: Caller): Promise<AttachmentRow> {
    const row = await attachmentById(db, id)
    const isOwnUpload = row?.entry_id === null && row.uploaded_by === caller.id
    const isSent = row !== undefined && row.entry_id !== null && (await mayReadEntry(caller, row.entry_id))
    if (row && (isOwnUpload || isSent)) return row
    throw new AppError('not_found', timelineWords.no_such_attachment())
  }

  /** No query for a caller whom no rule narrows. */
  async function mayReadEntry(caller: Caller, entryId: string): Promise<boolean> {
    const [entry] = isNarrowed(caller) ? await entriesByIds(db, [entryId]) : []
    if (!entry) return !isNarrowed(caller)
    return can(caller, 'thread.read', (await entrySubjects(db, issueFacts, caller, [entry]))(entry))
  }
}
