import type { Assurance } from '@throughline/protocol/customers.ts'
import type { Db, Tx } from '../db/db.ts'
import { queryPrepared } from '../db/prepared.ts'

/** Names and addresses of many at once, for lists that other folders show. */

const namesSql = `
  select a.id, coalesce(c.display_name, a.display_name) as name
  from customers a join customers c on c.id = coalesce(a.canonical_id, a.id)
  where a.id = any($1::uuid[])`

/** By the id that was asked for; the name is the canonical record's where it has one. */
export async function displayNamesOf(db: Db | Tx, ids: readonly string[]): Promise<Map<string, string | null>> {
  if (ids.length === 0) return new Map()
  const rows = await queryPrepared<{ id: string; name: string | null }>(db, 'customers-names', namesSql, [ids])
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** By the id that was asked for. */
export async function canonicalIdsOf(db: Db | Tx, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const sql = 'select id, coalesce(canonical_id, id) as canonical from customers where id = any($1::uuid[])'
  const rows = await queryPrepared<{ id: string; canonical: string }>(db, 'customers-canonical-ids', sql, [ids])
  return new Map(rows.map(({ id, canonical }) => [id, canonical]))
}

export interface IdentityBrief {
  id: string
  kind: string
  value: string
  assurance: Assurance
}

/** By id, detached ones too: entries came through them all the same. */
export async function identitiesOf(db: Db | Tx, ids: readonly string[]): Promise<Map<string, IdentityBrief>> {
  if (ids.length === 0) return new Map()
  const sql = 'select id, kind, value, assurance from identities where id = any($1::uuid[])'
  const rows = await queryPrepared<IdentityBrief>(db, 'customers-identity-briefs', sql, [ids])
  return new Map(rows.map((identity) => [identity.id, identity]))
}
