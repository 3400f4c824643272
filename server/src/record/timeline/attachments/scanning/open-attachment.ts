import { timelineWords } from '@throughline/protocol/timeline/words.ts'
import type { Readable } from 'node:stream'
import type { FileStore } from '../../../../platform/files/files.ts'
import { AppError } from '../../../../lib/errors.ts'
import type { AttachmentRow } from '../queries.ts'
import { scanOf, type ScansSince } from './state.ts'

export interface OpeningDeps {
  files: FileStore
  scansSince: ScansSince
}

/**
 * The bytes of an attachment, unless they are withheld: all who hand them to anybody, read them by this. Throws a sentence
 * that says why not.
 */
export async function openAttachment(deps: OpeningDeps, file: AttachmentRow): Promise<Readable> {
  refuseWithheld(file, deps.scansSince)
  const kept = { sha256: file.sha256, sizeBytes: file.size_bytes }
  return deps.files.stream(file.storage_key, { entryId: file.entry_id, fileId: file.id }, kept)
}

/** The same into memory. */
export async function readAttachment(deps: OpeningDeps, file: AttachmentRow): Promise<Uint8Array> {
  refuseWithheld(file, deps.scansSince)
  const kept = { sha256: file.sha256, sizeBytes: file.size_bytes }
  return deps.files.read(file.storage_key, { entryId: file.entry_id, fileId: file.id }, kept)
}

export function refuseWithheld(file: AttachmentRow, since: ScansSince): void {
  if (file.fetch_state === 'failed') throw new AppError('conflict', timelineWords.file_not_fetched())
  if (file.fetch_state === 'waiting') {
    throw new AppError('conflict', timelineWords.file_arriving(), { retryAfterSeconds: 10 })
  }
  const scan = scanOf(file, since)
  if (!scan?.isWithheld) return
  if (scan.state === 'removed') throw new AppError('conflict', timelineWords.file_removed())
  if (scan.state === 'infected') {
    throw new AppError('conflict', timelineWords.file_infected({ finding: scan.finding ?? '' }))
  }
  const wording = scan.problem === null ? timelineWords.file_being_scanned() : timelineWords.file_not_scanned_yet()
  throw new AppError('conflict', wording, { retryAfterSeconds: 10 })
}
