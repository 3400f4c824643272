import { downloadAttachment, maxUploadBytes, uploadAttachment } from '@throughline/protocol/attachments.ts'
import { buffer } from 'node:stream/consumers'
import type { Db } from '../../db/db.ts'
import type { FileStore } from '../../files/files.ts'
import { handle, handleUpload, type HttpServer } from '../../http/http.ts'
import type { Clock } from '../../lib/clock.ts'
import { AppError } from '../../lib/errors.ts'
import { viewAttachment } from '../view.ts'
import { storeAttachment } from './attachments.ts'
import { downloadHeaders } from './headers.ts'
import { attachmentById, insertUpload } from './queries.ts'

export function attachmentRoutes(app: HttpServer, deps: { db: Db; files: FileStore; clock: Clock }): void {
  const { db, files, clock } = deps

  handleUpload(
    app,
    uploadAttachment,
    async ({ query, caller, stream }) => {
      const content = await buffer(stream)
      const stored = await storeAttachment(files, { name: query.name, declaredType: null, content })
      await insertUpload(db, stored, { uploadedBy: caller.id, at: clock.now() })
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

  handle(app, downloadAttachment, async ({ params, caller, reply }) => {
    const row = await attachmentById(db, params.id)
    const isOwnUpload = row?.entry_id === null && row.uploaded_by === caller.id
    if (!row || (row.entry_id === null && !isOwnUpload)) {
      throw new AppError('not_found', 'There is no such attachment.')
    }
    const stream = await files.stream(row.storage_key)
    reply.headers(downloadHeaders({ name: row.name, mediaType: row.media_type, sizeBytes: row.size_bytes }))
    return stream
  })
}
