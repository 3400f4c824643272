import type { SavedReply } from '@throughline/protocol/saved-replies/saved-replies.ts'
import { sql, type RawBuilder, type Selectable } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'
import type { SavedRepliesTable } from './tables.ts'

export type SavedReplyRow = Selectable<SavedRepliesTable>

/** A company has hundreds; the list ends at 2,000. `only`: further conditions on `saved_replies`. */
export async function repliesFor(
  db: Db,
  staffId: string,
  only: readonly RawBuilder<boolean>[],
): Promise<SavedReplyRow[]> {
  const replies = db
    .selectFrom('saved_replies')
    .selectAll()
    .where((where) => where.or([where('owner_id', 'is', null), where('owner_id', '=', staffId)]))
    .orderBy(sql`lower(name)`)
    .orderBy('id')
    .limit(2000)
  return only.reduce((query, condition) => query.where(condition), replies).execute()
}

/** Held until the transaction ends, so that two changes at once are one after the other. */
export async function lockReply(tx: Tx, id: string): Promise<SavedReplyRow | undefined> {
  return tx.selectFrom('saved_replies').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

export function viewReply(row: SavedReplyRow): SavedReply {
  return {
    id: row.id,
    name: row.name,
    shortcut: row.shortcut,
    text: row.text,
    html: row.html,
    ownerId: row.owner_id,
    updatedAt: row.updated_at.toISOString(),
  }
}
