import type { FileScan } from '@throughline/protocol/timeline/attachment.ts'
import type { FileScansTable } from '../../tables.ts'
import type { Selectable } from 'kysely'

/** What is known of the bytes of an attachment; all null: nothing has asked. */
export type ScanFacts = {
  [Column in 'state' | 'problem' | 'finding' | 'released_by' | 'removed_at' as `scan_${Column}`]:
    | Selectable<FileScansTable>[Column]
    | null
}

/** Since when files are scanned; null: they are not. */
export type ScansSince = Date | null

/** What is shown of it. Null where nothing scans, and nothing ever has. */
export function scanOf(file: ScanFacts & { created_at: Date; sha256: string }, since: ScansSince): FileScan | null {
  const finding = file.scan_finding
  const shown = (state: FileScan['state'], more: Partial<FileScan> = {}): FileScan => ({
    state,
    isWithheld: false,
    finding,
    problem: null,
    releasedBy: null,
    ...more,
  })
  // Not here yet: there is nothing to look at.
  if (file.sha256 === '') return null
  if (file.scan_removed_at !== null) return shown('removed', { isWithheld: true })
  if (file.scan_released_by !== null) return shown('released', { releasedBy: file.scan_released_by })
  // What was found stays found when scanning is switched off.
  if (file.scan_state === 'infected') return shown('infected', { isWithheld: true })
  if (file.scan_state === 'clean' || file.scan_state === 'too_large') return shown(file.scan_state)
  if (since === null) return null
  // It could be opened before there was a scanner, and nobody would find it again.
  if (file.created_at < since) return shown('not_scanned')
  return shown('waiting', { isWithheld: true, problem: file.scan_problem })
}
