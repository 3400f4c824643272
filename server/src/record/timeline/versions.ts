import { timelineWords } from '@throughline/protocol/timeline/words.ts'
import type { EntryVersion } from '@throughline/protocol/timeline/amendments.ts'
import type { Db } from '../../platform/db/db.ts'
import { AppError } from '../../lib/errors.ts'
import { amendmentsOf } from './amendments.ts'
import { entriesByIds } from './queries.ts'
import { authorOfRow } from './view.ts'

/** What an entry said when it was written and after each edit, oldest first. Nothing of it is ever taken away. */
export async function versionsOf(db: Db, entryId: string): Promise<EntryVersion[]> {
  const [entry] = await entriesByIds(db, [entryId])
  if (!entry) throw new AppError('not_found', timelineWords.no_such_entry())
  const edits = (await amendmentsOf(db, [entryId])).filter(({ content }) => content.type === 'edit')
  const first = { text: entry.text, at: entry.recorded_at, by: authorOfRow(entry) }
  const later = edits.map((edit) => ({ text: edit.text, at: edit.at, by: authorOfRow(edit) }))
  return [first, ...later].map((version) => ({ ...version, at: version.at.toISOString() }))
}
