import type { Db, Tx } from '../../platform/db/db.ts'
import { amendmentsOf } from './amendments.ts'
import type { EntryRow } from './queries.ts'

/** Messages as they read now: edited ones with their new words, and without those that were deleted. */
export async function asTheyRead(db: Db | Tx, rows: readonly EntryRow[]): Promise<EntryRow[]> {
  const ids = rows.flatMap(({ id, kind, direction }) => (kind === 'message' && direction === 'in' ? id : []))
  const amendments = ids.length === 0 ? [] : await amendmentsOf(db, ids)
  if (amendments.length === 0) return [...rows]
  const byEntry = Map.groupBy(amendments, ({ refers_to: id }) => id)
  return rows.flatMap((row) => {
    const changes = byEntry.get(row.id) ?? []
    if (changes.some(({ content }) => content.type === 'deletion')) return []
    const edit = changes.findLast(({ content }) => content.type === 'edit')
    return edit ? { ...row, text: edit.text, content: { type: 'text' as const } } : row
  })
}
