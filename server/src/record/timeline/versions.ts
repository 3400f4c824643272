import { timelineWords } from '@throughline/protocol/timeline/words.ts'
import type { EntryVersion } from '@throughline/protocol/timeline/amendments.ts'
import type { Db } from '../../platform/db/db.ts'
import { AppError } from '../../lib/errors.ts'
import { amendmentsOf, entriesByIds } from './queries.ts'
import { authorOfRow } from './view.ts'

/** What an entry said when it was written and after each edit, oldest first. Nothing of it is ever taken away. */
export async function versionsOf(db: Db, entryId: string): Promise<EntryVersion[]> {
  const [entry] = await entriesByIds(db, [entryId])
  if (!entry) throw new AppError('not_found', timelineWords.no_such_entry())
  const edits = (await amendmentsOf(db, [entryId])).filter(({ content }) => content.type === 'edit')
  return [entry, ...edits].map((row) => ({
    text: row.text,
    at: row.recorded_at.toISOString(),
    by: authorOfRow(row),
  }))
}
