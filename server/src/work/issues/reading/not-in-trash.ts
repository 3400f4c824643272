import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'

/**
 * What leaves out the entries of issues in the trash: conditions on rows whose `column` holds the id of their issue, or
 * null. None while the trash is empty, so that a search then costs what it did.
 */
export async function notInTrash(db: Db, column: RawBuilder<unknown>): Promise<RawBuilder<boolean>[]> {
  const { rows } = await sql<{ isEmpty: boolean }>`
    select not exists (select from issues where trashed_at is not null and status = 'resolved') as "isEmpty"`.execute(
    db,
  )
  if (rows[0]!.isEmpty) return []
  return [
    sql`(${column} is null or not exists (
      select from issues in_trash
      where in_trash.id = ${column} and in_trash.trashed_at is not null and in_trash.status = 'resolved'))`,
  ]
}
