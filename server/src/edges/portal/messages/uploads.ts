import { fieldWords } from '@throughline/protocol/http/field-words.ts'
import { webchatWords } from '@throughline/protocol/webchat/words.ts'
import { maxVisitorFileBytes, maxVisitorFiles, type VisitorAttachment } from '@throughline/protocol/webchat/webchat.ts'
import type { UploadsToSend } from '../../../channels/channels.ts'
import { transact } from '../../../platform/db/db.ts'
import type { UploadBody } from '../../../platform/http/http.ts'
import { minuteMs } from '../../../lib/clock.ts'
import { AppError, fieldError } from '../../../lib/errors.ts'
import { newId } from '../../../lib/ids.ts'
import * as timeline from '../../../record/timeline/timeline.ts'
import type { Chat } from '../visitors/chat.ts'
import { lockSession, type Session } from '../visitors/sessions.ts'
import { viewFile, type Viewer } from './view-messages.ts'

/** Marks the uploads of visitors, apart from those of staff. */
const ownerOf = (session: Session): string => `visitor:${session.id}`

export function refuseFiles({ settings }: Chat): void {
  if (!settings.takesFiles) throw new AppError('forbidden', webchatWords.takes_no_files())
}

interface UploadToKeep {
  from: { address: string; channelId: string }
  name: string
  body: UploadBody
  permit: timeline.Permit
}

/** One that is about to be removed is not sent any more: its bytes would go while the message is recorded. */
const removalMarginMs = 10 * minuteMs

/** Keeps a file until its message comes. Room for it was found before, and only then was the visitor remembered. */
export async function upload(
  deps: timeline.UploadDeps & Pick<timeline.QueueDeps, 'jobs' | 'scansSince'>,
  { chat, session }: Viewer,
  { from, name, body, permit }: UploadToKeep,
): Promise<VisitorAttachment> {
  const { db, files, clock } = deps
  await using arrived = await timeline.receiveUpload(files, name, body)
  const stored = arrived.file
  if (stored.sizeBytes === 0) throw new AppError('invalid_request', webchatWords.empty_file())
  const before = placeFor(await timeline.uploadsOf(db, ownerOf(session)), stored)
  if (before) return viewFile(chat.channel.id, before, deps.scansSince)
  await arrived.keep()
  // Asked again where it counts: of files that arrive at the same moment each sees the others.
  const sameAsBefore = await transact(db, async (tx) => {
    await lockSession(tx, session.id, clock.now())
    const waiting = placeFor(await timeline.uploadsOf(tx, ownerOf(session)), stored)
    if (waiting) return waiting
    await timeline.insertUpload(tx, stored, { ...from, uploadedBy: ownerOf(session), at: clock.now() })
    await timeline.queueScan(tx, deps, stored.sha256)
    return undefined
  }).catch(async (error: unknown) => {
    // After any other failure the row may be there, its commit unanswered, and its bytes must not go.
    if (error instanceof AppError) await files.remove(stored.storageKey)
    throw error
  })
  if (sameAsBefore) {
    await files.remove(stored.storageKey)
    return viewFile(chat.channel.id, sameAsBefore, deps.scansSince)
  }
  await permit.stored(stored.sizeBytes)
  return viewFile(chat.channel.id, (await timeline.attachmentById(db, stored.id))!, deps.scansSince)
}

/**
 * The same file, if it waits already: of a cut nobody knows whether it had arrived. Throws when there is no place for
 * another one.
 */
function placeFor(
  waiting: readonly timeline.AttachmentRow[],
  { sha256, name }: timeline.StoredAttachment,
): timeline.AttachmentRow | undefined {
  const before = waiting.find((row) => row.sha256 === sha256 && row.name === name)
  if (before || waiting.length < maxVisitorFiles) return before
  throw new AppError('too_many_files', webchatWords.too_many_files({ max: maxVisitorFiles }))
}

/** A file that was sent, with this message or another one, or that waited for too long. */
export class FileIsGone extends AppError {
  constructor() {
    super('invalid_request', webchatWords.file_gone(), {
      details: { errors: [fieldError('attachmentIds', fieldWords.no_such_file())] },
    })
  }
}

/** The named uploads of this visitor, in the order of their names; null for a message without files. */
export async function uploadsFor(
  { db, clock, uploadLimits }: Pick<timeline.UploadDeps, 'db' | 'clock' | 'uploadLimits'>,
  session: Session,
  ids: readonly string[],
): Promise<UploadsToSend | null> {
  if (ids.length === 0) return null
  const goneMs = clock.now().getTime() - uploadLimits.keptMs + removalMarginMs
  const waiting = await timeline.uploadsOf(db, ownerOf(session))
  const rows = waiting.filter((row) => row.created_at.getTime() > goneMs)
  const wanted = [...new Set(ids)].flatMap((id) => rows.find((row) => row.id === id) ?? [])
  if (wanted.length < ids.length) throw new FileIsGone()
  const totalBytes = wanted.reduce((sum, row) => sum + row.size_bytes, 0)
  if (totalBytes > maxVisitorFileBytes) {
    throw new AppError('too_large', webchatWords.files_too_large({ maxMiB: maxVisitorFileBytes / 1024 / 1024 }))
  }
  return {
    // The bytes stay where they are: the file of the message is another row about them.
    files: wanted.map((row) => ({
      id: newId(),
      name: row.name,
      mediaType: row.media_type,
      declaredType: row.media_type,
      sizeBytes: row.size_bytes,
      sha256: row.sha256,
      storageKey: row.storage_key,
      inline: false,
      contentId: null,
    })),
    async take(tx) {
      if ((await timeline.dropUploads(tx, ownerOf(session), ids)) < ids.length) throw new FileIsGone()
    },
  }
}

export function isOwnUpload(session: Session, file: timeline.AttachmentRow): boolean {
  return file.entry_id === null && file.uploaded_by === ownerOf(session)
}
