import type { Attributes } from '@throughline/protocol/primitives.ts'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { queryPrepared } from '../../../platform/db/prepared.ts'

export interface CustomerRecord {
  id: string
  displayName: string | null
  attributes: Attributes
  /** Of its own entries; their counter has no gaps. */
  entryCount: number
  createdAt: Date
  updatedAt: Date
}

const recordsSql = `
  select id, display_name as "displayName", attributes, last_seq as "entryCount", created_at as "createdAt",
    updated_at as "updatedAt"
  from customers where id = any($1::uuid[])
  order by array_position($1::uuid[], id)`

/** In the order of the ids; so the canonical one first. */
export async function recordsOf(db: Db | Tx, memberIds: readonly string[]): Promise<CustomerRecord[]> {
  return queryPrepared<CustomerRecord>(db, 'customers-records', recordsSql, [memberIds])
}

export async function insertCustomer(
  tx: Tx,
  { id, displayName, attributes, now }: { id: string; displayName: string | null; attributes: Attributes; now: Date },
): Promise<void> {
  await tx
    .insertInto('customers')
    .values({
      id,
      display_name: displayName,
      attributes: JSON.stringify(attributes),
      canonical_id: null,
      created_at: now,
      updated_at: now,
    })
    .execute()
}

export async function changeCustomer(
  tx: Tx,
  id: string,
  { displayName, attributes, now }: { displayName: string | null; attributes: Attributes; now: Date },
): Promise<void> {
  await tx
    .updateTable('customers')
    .set({ display_name: displayName, attributes: JSON.stringify(attributes), updated_at: now })
    .where('id', '=', id)
    .execute()
}
