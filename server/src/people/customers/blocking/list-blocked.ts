import type { BlockedSender } from '@throughline/protocol/customers/blocked-senders.ts'
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import type { Actor } from '../tables.ts'

export interface BlockedCursor {
  at: string
  key: string
}

interface BlockedRow {
  key: string
  domain: string | null
  identity_id: string | null
  identity_kind: string | null
  value: string | null
  customer_id: string | null
  name: string | null
  reason: string | null
  by: Actor | null
  at: Date
  at_exact: string
}

type Kind = BlockedSender['kind']

/** Each is a walk along an index of what is blocked, which is little of all there is. */
const sourceOf: Record<Kind, RawBuilder<unknown>> = {
  domain: sql`
    select domain as key, domain, null::uuid as identity_id, null::text as identity_kind, null::text as value,
      null::uuid as customer_id, null::text as name, reason, blocked_by as by, blocked_at as at
    from blocked_domains`,
  address: sql`
    select b.identity_id::text as key, null::text as domain, i.id as identity_id, i.kind as identity_kind, i.value,
      coalesce(c.canonical_id, c.id) as customer_id, canonical.display_name as name, b.reason, b.blocked_by as by,
      b.blocked_at as at
    from identity_blocks b
    join identities i on i.id = b.identity_id and i.blocked and i.detached_at is null
    join customers c on c.id = i.customer_id
    join customers canonical on canonical.id = coalesce(c.canonical_id, c.id)`,
  // Of all records that stand for a person: the one that was blocked first.
  person: sql`
    select distinct on (canonical.id) canonical.id::text as key, null::text as domain, null::uuid as identity_id,
      null::text as identity_kind, null::text as value, canonical.id as customer_id, canonical.display_name as name,
      c.blocked_reason as reason, c.blocked_by as by, c.blocked_at as at
    from customers c join customers canonical on canonical.id = coalesce(c.canonical_id, c.id)
    where c.blocked_at is not null
    order by canonical.id, c.blocked_at`,
}

export async function listBlocked(
  db: Db,
  { kind, query, limit, cursor }: { kind: Kind; query: string; limit: number; cursor: BlockedCursor | null },
): Promise<{ sender: BlockedSender; cursor: BlockedCursor }[]> {
  const pattern = `%${query.toLowerCase().replace(/[\\%_]/g, '\\$&')}%`
  const found =
    query === '' ? sql`true` : sql`lower(concat_ws(' ', domain, value, name, reason, by ->> 'name')) like ${pattern}`
  const after = cursor === null ? sql`true` : sql`(at, key) < (${cursor.at}::timestamptz, ${cursor.key})`
  const { rows } = await sql<BlockedRow>`
    select *, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at_exact
    from (${sourceOf[kind]}) as blocked
    where ${found} and ${after} order by at desc, key desc limit ${limit}`.execute(db)
  return rows.map((row) => ({ sender: viewOf(kind, row), cursor: { at: row.at_exact, key: row.key } }))
}

function viewOf(kind: Kind, row: BlockedRow): BlockedSender {
  return {
    kind,
    domain: row.domain,
    identity:
      row.identity_id === null ? null : { id: row.identity_id, kind: row.identity_kind ?? '', value: row.value ?? '' },
    customer: row.customer_id === null ? null : { id: row.customer_id, name: row.name },
    reason: row.reason,
    by: row.by && { id: row.by.id, name: row.by.name },
    // Who is not known of what an earlier version blocked, and when is not either.
    at: row.by === null ? null : row.at.toISOString(),
  }
}
