import type { ViewFilter } from '@throughline/protocol/issues/views.ts'
import type { RawBuilder } from 'kysely'
import type { Db, Tx } from '../../../platform/db/db.ts'

export interface SavedViewRow {
  id: string
  staff_id: string
  shared: boolean
  name: string
  filter: ViewFilter
  sort: 'newest' | 'oldest'
  created_at: Date
}

const columns = ['id', 'staff_id', 'shared', 'name', 'filter', 'sort', 'created_at'] as const

/** More than anybody scrolls through. */
const mostListed = 200

/** Shared ones and the person's own; `only`: further conditions on `saved_views`. */
export function viewRowsFor(db: Db, staffId: string, only: readonly RawBuilder<boolean>[]): Promise<SavedViewRow[]> {
  const views = db
    .selectFrom('saved_views')
    .select(columns)
    .where((eb) => eb.or([eb('staff_id', '=', staffId), eb('shared', '=', true)]))
    .orderBy('name')
    .orderBy('id')
    .limit(mostListed)
  return only.reduce((query, condition) => query.where(condition), views).execute()
}

export function viewRowById(db: Db | Tx, id: string): Promise<SavedViewRow | undefined> {
  return db.selectFrom('saved_views').select(columns).where('id', '=', id).forUpdate().executeTakeFirst()
}

export async function countViewsOf(db: Db | Tx, staffId: string): Promise<number> {
  const row = await db
    .selectFrom('saved_views')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('staff_id', '=', staffId)
    .executeTakeFirstOrThrow()
  return row.count
}

export async function insertViewRow(tx: Tx, row: SavedViewRow): Promise<void> {
  await tx
    .insertInto('saved_views')
    .values({ ...row, filter: JSON.stringify(row.filter), updated_at: row.created_at })
    .execute()
}

export async function updateViewRow(tx: Tx, row: SavedViewRow, at: Date): Promise<void> {
  await tx
    .updateTable('saved_views')
    .set({ name: row.name, shared: row.shared, filter: JSON.stringify(row.filter), sort: row.sort, updated_at: at })
    .where('id', '=', row.id)
    .execute()
}

export async function deleteViewRow(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('saved_views').where('id', '=', id).execute()
}
