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

/** Ids of what was merged into each, directly or by way of another. From the top, so that each tag is looked at once. */
export async function mergedIdsOf(db: Db | Tx): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ root: string; ids: string[] }>`
    with recursive below as (
      select id as root, id from tags where merged_into_id is null
      union all
      select below.root, tags.id from below join tags on tags.merged_into_id = below.id)
    select root, array_agg(id::text order by id) as ids from below where id <> root group by root`.execute(db)
  return new Map(rows.map(({ root, ids }) => [root, ids]))
}

/** How many merges lie one above the other below a tag; counted as far as `most`. */
export async function heightOfMerges(tx: Tx, id: string, most: number): Promise<number> {
  const { rows } = await sql<{ height: number }>`
    with recursive below as (
      select ${id}::uuid as id, 0 as height
      union all
      select tags.id, height + 1 from below join tags on tags.merged_into_id = below.id where height < ${most})
    select max(height) as height from below`.execute(tx)
  return rows[0]!.height
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
