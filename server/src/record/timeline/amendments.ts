import type { Db, Tx } from '../../platform/db/db.ts'
import { queryPrepared } from '../../platform/db/prepared.ts'
import type { EntriesTable } from './tables.ts'

export interface AmendmentRow {
  refers_to: string
  content: { type: string }
  text: string
  at: Date
  author_kind: EntriesTable['author_kind']
  author_id: string | null
  author_name: string
}

/** When a change was made: of a message by its sender's clock, for what is reported of it may come in any order. */
const amendedAt = (alias: string): string =>
  `case when ${alias}.kind = 'note' then ${alias}.recorded_at else ${alias}.occurred_at end`

/** Of an entry, the change that counts: a deletion, else the newest edit. One row (`text`, `type`) or none; for statements. */
export const amendmentSql = (entryId: string): string => `
  select c.text, c.content ->> 'type' as type from entries c
  where c.refers_to = ${entryId} and c.content ->> 'type' in ('edit', 'deletion')
  order by c.content ->> 'type' = 'deletion' desc, ${amendedAt('c')} desc, c.recorded_at desc limit 1`

/** Edits and deletions of these entries, oldest first. */
export function amendmentsOf(db: Db | Tx, entryIds: readonly string[]): Promise<AmendmentRow[]> {
  return queryPrepared<AmendmentRow>(
    db,
    'amendments-of',
    `select refers_to, content, text, ${amendedAt('c')} as at, author_kind, author_id, author_name from entries c
     where refers_to = any($1::uuid[]) order by 4, recorded_at`,
    [entryIds],
  )
}
