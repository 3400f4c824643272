import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { maxVisitorFileBytes, maxVisitorFiles, type VisitorAttachment } from '@throughline/protocol/webchat.ts'
import { AppError } from '../../lib/errors.ts'
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

/** Keeps a file until its message comes. Only so many wait, so that nobody fills the disk with what is never sent. */
export async function upload(
  { db, files, clock }: Pick<PortalDeps, 'db' | 'files' | 'clock'>,
  { chat, session }: Viewer,
  { name, stream }: { name: string; stream: Readable },
): Promise<VisitorAttachment> {
  refuseFiles(chat)
  const content = await buffer(stream)
  if (content.byteLength === 0) throw new AppError('invalid_request', 'The file is empty. Nothing was stored.')
  const stored = await timeline.storeAttachment(files, { name, declaredType: null, content })
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
  await timeline.insertUpload(db, stored, { uploadedBy: ownerOf(session), at: clock.now() })
  const { id, mediaType: media_type, sizeBytes: size_bytes } = stored
  return viewFile(chat.channel.id, { id, name: stored.name, media_type, size_bytes })
}

/** The named uploads of this visitor with their bytes, in the order of their names; those that are gone are left out. */
export async function uploadsFor(
  { db, files }: Pick<PortalDeps, 'db' | 'files'>,
  session: Session,
  ids: readonly string[],
) {
  if (ids.length === 0) return []
  const rows = await timeline.uploadsOf(db, ownerOf(session))
  const wanted = [...new Set(ids)].flatMap((id) => rows.find((row) => row.id === id) ?? [])
  const totalBytes = wanted.reduce((sum, row) => sum + row.size_bytes, 0)
  if (totalBytes > maxVisitorFileBytes) {
    throw new AppError(
      'too_large',
      `The files of one message may have ${maxVisitorFileBytes / 1024 / 1024} MiB together. Nothing was sent.`,
    )
  }
  return Promise.all(
    wanted.map(async (row) => ({
      name: row.name,
      declaredType: row.media_type,
      content: await files.read(row.storage_key),
      inline: false,
      contentId: null,
    })),
  )
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
