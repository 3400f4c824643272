import type { Words } from '@throughline/protocol/words.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/db.ts'
import type { Actor } from '../tables.ts'
import type { MergeEdge, Standing } from './forest.ts'

export interface MergeRow {
  id: string
  customer_id: string
  other_customer_id: string
  reason: string
  reason_words: Words[] | null
  merged_by: Actor
  merged_at: Date
  undone_by: Actor | null
  undone_at: Date | null
}

// In the order of their ids, so that two merges that want the same rows wait for each other instead of dead-locking.
export async function lockRows(tx: Tx, ids: readonly string[]): Promise<void> {
  await sql`select id from customers where id = any(${ids}::uuid[]) order by id for no key update`.execute(tx)
}

/** The merges that stand between these records. */
export async function standingEdges(tx: Tx, ids: readonly string[]): Promise<MergeEdge[]> {
  return tx
    .selectFrom('customer_merges')
    .select(['customer_id as customerId', 'other_customer_id as otherId'])
    .where('other_customer_id', '=', sql<string>`any(${ids}::uuid[])`)
    .where('undone_at', 'is', null)
    .execute()
}

export async function writeStandings(tx: Tx, standings: ReadonlyMap<string, Standing>): Promise<void> {
  const ids = [...standings.keys()]
  const values = [...standings.values()]
  await sql`
    update customers c set canonical_id = s.canonical_id, joined_count = s.joined_count
    from unnest(
      ${ids}::uuid[], ${values.map(({ canonicalId }) => canonicalId)}::uuid[],
      ${values.map(({ joinedCount }) => joinedCount)}::int[]
    ) as s (id, canonical_id, joined_count)
    where c.id = s.id and (c.canonical_id, c.joined_count) is distinct from (s.canonical_id, s.joined_count)
  `.execute(tx)
}

export async function insertMerge(tx: Tx, merge: Omit<MergeRow, 'undone_by' | 'undone_at'>): Promise<void> {
  await tx
    .insertInto('customer_merges')
    .values({
      ...merge,
      reason_words: merge.reason_words && JSON.stringify(merge.reason_words),
      merged_by: JSON.stringify(merge.merged_by),
      undone_by: null,
      undone_at: null,
    })
    .execute()
}

export async function mergeById(db: Db | Tx, id: string): Promise<MergeRow | null> {
  return (await db.selectFrom('customer_merges').selectAll().where('id', '=', id).executeTakeFirst()) ?? null
}

/** Null when it was undone already. */
export async function markUndone(tx: Tx, id: string, by: Actor, now: Date): Promise<MergeRow | null> {
  const row = await tx
    .updateTable('customer_merges')
    .set({ undone_by: JSON.stringify(by), undone_at: now })
    .where('id', '=', id)
    .where('undone_at', 'is', null)
    .returningAll()
    .executeTakeFirst()
  return row ?? null
}

/** Newest first, undone ones included, with the name of the record that joined. */
export async function mergesOf(
  db: Db | Tx,
  memberIds: readonly string[],
): Promise<(MergeRow & { other_display_name: string | null })[]> {
  const { rows } = await sql<MergeRow & { other_display_name: string | null }>`
    select m.*, c.display_name as other_display_name
    from customer_merges m join customers c on c.id = m.other_customer_id
    where m.customer_id = any(${memberIds}::uuid[]) or m.other_customer_id = any(${memberIds}::uuid[])
    order by m.merged_at desc, m.id desc
    limit 200`.execute(db)
  return rows
}
