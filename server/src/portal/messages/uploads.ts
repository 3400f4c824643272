import { maxVisitorFileBytes, maxVisitorFiles, type VisitorAttachment } from '@throughline/protocol/webchat.ts'
import type { UploadBody } from '../../http/http.ts'
import { minuteMs } from '../../lib/clock.ts'
import { AppError } from '../../lib/errors.ts'
import { newId } from '../../lib/ids.ts'
import * as timeline from '../../timeline/timeline.ts'
import type { PortalDeps } from '../deps.ts'
import type { Chat } from '../visitors/chat.ts'
import type { Session } from '../visitors/sessions.ts'
import { viewFile, type Viewer } from './view-messages.ts'

/** A visitor's uploads are told apart from those of staff by this. */
const ownerOf = (session: Session): string => `visitor:${session.id}`

export function refuseFiles({ settings }: Chat): void {
  if (!settings.takesFiles) throw new AppError('forbidden', 'This chat takes no files. Nothing was stored.')
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
  deps: timeline.UploadDeps,
  { chat, session }: Viewer,
  { from, name, body, permit }: UploadToKeep,
): Promise<VisitorAttachment> {
  const { db, files, clock } = deps
  await using arrived = await timeline.receiveUpload(files, name, body)
  const stored = arrived.file
  if (stored.sizeBytes === 0) throw new AppError('invalid_request', 'The file is empty. Nothing was stored.')
  const waiting = await timeline.uploadsOf(db, ownerOf(session))
  // Of a cut nobody knows whether the file had arrived: the same one again is the same file.
  const before = waiting.find((row) => row.sha256 === stored.sha256 && row.name === stored.name)
  if (before) return viewFile(chat.channel.id, before)
  if (waiting.length >= maxVisitorFiles) {
    throw new AppError(
      'too_many_files',
      `${maxVisitorFiles} files wait to be sent; send them first. This one was not stored.`,
    )
  }
  await arrived.keep()
  await timeline.insertUpload(db, stored, { ...from, uploadedBy: ownerOf(session), at: clock.now() })
  await permit.stored(stored.sizeBytes)
  const { id, mediaType: media_type, sizeBytes: size_bytes } = stored
  return viewFile(chat.channel.id, { id, name: stored.name, media_type, size_bytes })
}

/** The named uploads of this visitor, in the order of their names; those that are gone are left out. */
export async function uploadsFor(
  { db, clock, uploadLimits }: Pick<timeline.UploadDeps, 'db' | 'clock' | 'uploadLimits'>,
  session: Session,
  ids: readonly string[],
): Promise<timeline.StoredAttachment[]> {
  if (ids.length === 0) return []
  const goneMs = clock.now().getTime() - uploadLimits.keptMs + removalMarginMs
  const waiting = await timeline.uploadsOf(db, ownerOf(session))
  const rows = waiting.filter((row) => row.created_at.getTime() > goneMs)
  const wanted = [...new Set(ids)].flatMap((id) => rows.find((row) => row.id === id) ?? [])
  const totalBytes = wanted.reduce((sum, row) => sum + row.size_bytes, 0)
  if (totalBytes > maxVisitorFileBytes) {
    throw new AppError(
      'too_large',
      `The files of one message may have ${maxVisitorFileBytes / 1024 / 1024} MiB together. Nothing was sent.`,
    )
  }
  // The bytes stay where they are: the file of the message is another row about them.
  return wanted.map((row) => ({
    id: newId(),
    name: row.name,
    mediaType: row.media_type,
    declaredType: row.media_type,
    sizeBytes: row.size_bytes,
    sha256: row.sha256,
    storageKey: row.storage_key,
    inline: false,
    contentId: null,
  }))
}

export async function dropUploads(
  { db }: Pick<PortalDeps, 'db'>,
  session: Session,
  ids: readonly string[],
): Promise<void> {
  await timeline.dropUploads(db, ownerOf(session), ids)
}

export function isOwnUpload(session: Session, file: timeline.AttachmentRow): boolean {
  return file.entry_id === null && file.uploaded_by === ownerOf(session)
}
