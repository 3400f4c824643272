import { sql, type Selectable } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'
import type { TagsTable } from './tables.ts'

export type TagRow = Selectable<TagsTable>

/** Those that can be seen, by name. */
export function listTagRows(db: Db | Tx): Promise<TagRow[]> {
  return db
    .selectFrom('tags')
    .selectAll()
    .where('merged_into_id', 'is', null)
    .where('deleted_at', 'is', null)
    .orderBy('key')
    .execute()
}

/** Ids of what was merged into each, directly or by way of another. */
export async function mergedIdsOf(db: Db | Tx): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ root: string; ids: string[] }>`
    with recursive below as (
      select id, merged_into_id as root from tags where merged_into_id is not null
      union all
      select below.id, tags.merged_into_id from below join tags on tags.id = below.root
        where tags.merged_into_id is not null)
    select below.root, array_agg(below.id::text order by below.id) as ids
    from below join tags on tags.id = below.root and tags.merged_into_id is null group by below.root`.execute(db)
  return new Map(rows.map(({ root, ids }) => [root, ids]))
}

/** Held until the transaction ends, so that two changes at once are one after the other. */
export function lockTag(tx: Tx, id: string): Promise<TagRow | undefined> {
  return tx.selectFrom('tags').selectAll().where('id', '=', id).forUpdate().executeTakeFirst()
}

/** Two that are merged into each other at once, or more than there may be, are found out by this. */
export async function lockTagList(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended('tags', 0))`.execute(tx)
}

export async function countTagRows(tx: Tx): Promise<{ listed: number; kept: number }> {
  const { rows } = await sql<{ listed: number; kept: number }>`
    select count(*) filter (where merged_into_id is null and deleted_at is null)::int as listed, count(*)::int as kept
    from tags`.execute(tx)
  return rows[0]!
}
