import { timelineWords } from '@throughline/protocol/timeline/words.ts'
import { recordAudit } from '../../../../people/audit/audit.ts'
import { transact } from '../../../../platform/db/db.ts'
import type { Caller } from '../../../../platform/http/http.ts'
import { AppError } from '../../../../lib/errors.ts'
import type { AttachmentRow } from '../queries.ts'
import { scanJob, type QueueDeps } from './queue.ts'
import { tellOfScan, type ScanDeps } from './scan-file.ts'
import { scanOf } from './state.ts'

export type DecideDeps = ScanDeps & QueueDeps

interface Decision {
  file: AttachmentRow
  by: Caller
  reason: string
}

/** A withheld file may be opened from now on, and all with the same bytes. Its finding stays shown. */
export async function releaseFile(deps: DecideDeps, { file, by, reason }: Decision): Promise<void> {
  const { db, clock } = deps
  if (file.scan_released_by !== null) return
  const scan = scanOf(file, deps.scansSince)
  if (!scan?.isWithheld || scan.state === 'removed') throw new AppError('conflict', timelineWords.file_not_withheld())
  await transact(db, async (tx) => {
    const released = { released_at: clock.now(), released_by: by.name, release_reason: reason, is_to_tell: true }
    await tx
      .insertInto('file_scans')
      .values({ sha256: file.sha256, state: 'waiting', next_try_at: clock.now(), ...released })
      .onConflict((on) => on.column('sha256').doUpdateSet(released))
      .execute()
    const details = { sha256: file.sha256, finding: file.scan_finding, reason }
    const subject = { kind: 'attachment', id: file.id }
    await recordAudit(tx, { actor: by, action: 'file.released', subject, details }, clock)
  })
  await tellOfScan(deps, file.sha256)
}

/** Asks the scanner once more, whatever it said before; also of a file from before. A release ends with it. */
export async function scanAgain(deps: DecideDeps, { file, by }: Omit<Decision, 'reason'>): Promise<void> {
  const { db, clock, jobs } = deps
  if (file.fetch_state !== null) throw new AppError('conflict', timelineWords.file_arriving())
  if (deps.scansSince === null) throw new AppError('conflict', timelineWords.not_scanning())
  if (file.scan_removed_at !== null) throw new AppError('conflict', timelineWords.file_removed())
  const fresh = {
    state: 'waiting' as const,
    tries: 0,
    next_try_at: clock.now(),
    problem: null,
    said: null,
    released_at: null,
    released_by: null,
    release_reason: null,
    is_to_tell: true,
  }
  await transact(db, async (tx) => {
    await tx
      .insertInto('file_scans')
      .values({ sha256: file.sha256, ...fresh })
      .onConflict((on) => on.column('sha256').doUpdateSet(fresh))
      .execute()
    await jobs.enqueue(tx, scanJob, { sha256: file.sha256 }, { singletonKey: file.sha256 })
    const subject = { kind: 'attachment', id: file.id }
    await recordAudit(tx, { actor: by, action: 'file.scanned_again', subject, details: { sha256: file.sha256 } }, clock)
  })
  await tellOfScan(deps, file.sha256)
}

/** Deletes the bytes of an infected file, of all attachments that have them. The bytes go first: after a crash in between it is done again. */
export async function removeFile(deps: DecideDeps, { file, by, reason }: Decision): Promise<void> {
  const { db, clock, files } = deps
  if (file.scan_removed_at !== null) return
  if (file.fetch_state !== null || file.scan_state !== 'infected')
    throw new AppError('conflict', timelineWords.only_infected_removed())
  const same = await db
    .selectFrom('attachments')
    .select('storage_key')
    .distinct()
    .where('sha256', '=', file.sha256)
    .execute()
  for (const { storage_key: key } of same) await files.remove(key)
  await transact(db, async (tx) => {
    await tx
      .updateTable('file_scans')
      .set({ removed_at: clock.now(), is_to_tell: true })
      .where('sha256', '=', file.sha256)
      .execute()
    const details = { sha256: file.sha256, finding: file.scan_finding, reason }
    const subject = { kind: 'attachment', id: file.id }
    await recordAudit(tx, { actor: by, action: 'file.removed', subject, details }, clock)
  })
  await tellOfScan(deps, file.sha256)
}
