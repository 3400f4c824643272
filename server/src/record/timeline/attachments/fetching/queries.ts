import { sql, type Selectable } from 'kysely'
import type { Db, Tx } from '../../../../platform/db/db.ts'
import { rowInsert } from '../../../../platform/db/row-insert.ts'
import type { FileFetchesTable } from '../../tables.ts'

// By the clock of the database: by those of two nodes that differ, one would take over what the other is fetching.

export type FetchRow = Selectable<FileFetchesTable>

export const fetchInsert = rowInsert('file_fetches', {
  attachment_id: 'uuid',
  customer_id: 'uuid',
  channel_id: 'uuid',
  reference: 'text',
  size_bytes: 'bigint',
  state: 'text',
  next_try_at: 'timestamptz',
})

/** One try, by which its worker shows that it has not been taken over. */
export interface Try {
  id: string
  by: string
}

export const inMs = (ms: number) => sql<Date>`now() + ${ms} * interval '1 millisecond'`
export const dbNow = sql<Date>`now()`

/** By which channel a file is fetched; null when there is nothing to fetch. */
export async function channelOfFetch(db: Db, id: string): Promise<string | null> {
  const row = await db
    .selectFrom('file_fetches')
    .select('channel_id')
    .where('attachment_id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst()
  return row?.channel_id ?? null
}

/** Begins a try, unless another one is under way or it is not its turn; null then. */
export async function takeUpFetch(db: Db, { id, by }: Try, forMs: number): Promise<FetchRow | null> {
  const taken = await db
    .updateTable('file_fetches')
    .set((set) => ({
      tries: set('tries', '+', 1),
      trying_since: set.fn.coalesce('trying_since', dbNow),
      taken_by: by,
      next_try_at: inMs(forMs),
    }))
    .where('attachment_id', '=', id)
    .where('state', '=', 'waiting')
    .where('next_try_at', '<=', dbNow)
    .returningAll()
    .executeTakeFirst()
  return taken ?? null
}

/** A sign of life. False: the try was taken over, and is none any more. */
export async function stillFetching(db: Db, { id, by }: Try, forMs: number): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('file_fetches')
    .set({ next_try_at: inMs(forMs) })
    .where('attachment_id', '=', id)
    .where('taken_by', '=', by)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** A node that stops gives back what it has begun; it counts for no try. */
export async function giveBackFetch(db: Db, { id, by }: Try): Promise<void> {
  await db
    .updateTable('file_fetches')
    .set((set) => ({ tries: set('tries', '-', 1), taken_by: null, next_try_at: dbNow }))
    .where('attachment_id', '=', id)
    .where('taken_by', '=', by)
    .execute()
}

/** Files whose turn it is: by the clock, or because the worker that took them up is gone. */
export async function dueFetches(db: Db | Tx, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('file_fetches')
    .select('attachment_id')
    .where('state', '=', 'waiting')
    .where('next_try_at', '<=', dbNow)
    .orderBy('next_try_at')
    .limit(limit)
    .execute()
  return rows.map((row) => row.attachment_id)
}
