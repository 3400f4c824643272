import type { Attributes } from '@throughline/protocol/primitives.ts'
import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { executeLater } from '../../../platform/db/prepared.ts'
import { foldName } from '../search/fold-name.ts'

/** Beyond so many who share a value, it is neither a way to find people nor evidence about them. */
export const commonAt = 50
const cap = commonAt + 1

/** A customer that shares a value with the one asked about. */
export interface Hit {
  canonicalId: string
  field: string
  /** What was looked for. */
  value: string
}

export async function population(db: Db | Tx): Promise<number> {
  // An estimate will do: counting a large table takes longer than all the rest.
  const { rows } = await sql<{ count: number }>`
    select greatest(reltuples, 0)::int as count from pg_class where oid = 'customers'::regclass`.execute(db)
  return rows[0]?.count ?? 0
}

/** Records that claim what these hold, hold what these claim, or claim the same. */
export async function sharersOfClaims(db: Db | Tx, memberIds: readonly string[]): Promise<Hit[]> {
  const { rows } = await sql<Hit>`
    with mine as (
      select i.kind, i.value, i.assurance from identities i
      where i.customer_id = any(${memberIds}::uuid[]) and i.detached_at is null and not i.shared and not i.blocked
        and not exists (select from blocked_values b where b.kind = i.kind and b.value = i.value)
    ), found as (
      select theirs.customer_id, theirs.value from mine, lateral (
        select i.customer_id, i.value from identities i
        where i.kind = mine.kind and i.value = mine.value and i.assurance = 'claimed' and i.detached_at is null
          and not i.shared and not i.blocked
        limit ${cap}
      ) theirs
      union all
      select theirs.customer_id, theirs.value from mine, lateral (
        select i.customer_id, i.value from identities i
        where i.kind = mine.kind and i.value = mine.value and i.assurance <> 'claimed' and i.detached_at is null
          and not i.shared and not i.blocked
        limit ${cap}
      ) theirs
      where mine.assurance = 'claimed'
    )
    select distinct coalesce(c.canonical_id, c.id) as "canonicalId", 'claim' as field, found.value
    from found join customers c on c.id = found.customer_id
    where c.id <> all(${memberIds}::uuid[])`.execute(db)
  return rows
}

/** Records with the same name in a mail address; the expression is that of `identities_by_mail_name`. */
export async function sharersOfMailNames(
  db: Db | Tx,
  memberIds: readonly string[],
  names: readonly string[],
): Promise<Hit[]> {
  const { rows } = await sql<Hit>`
    select distinct coalesce(c.canonical_id, c.id) as "canonicalId", 'mail name' as field, asked.value
    from unnest(${names}::text[]) as asked (value), lateral (
      select i.customer_id from identities i
      where i.kind = 'email' and i.detached_at is null and not i.shared and not i.blocked
        and regexp_replace(split_part(split_part(i.value, '@', 1), '+', 1), '[._-]', '', 'g') = asked.value
      limit ${cap}
    ) theirs join customers c on c.id = theirs.customer_id
    where c.id <> all(${memberIds}::uuid[])`.execute(db)
  return rows
}

/** Records with a phone number that ends alike. */
export async function sharersOfPhoneEnds(
  db: Db | Tx,
  memberIds: readonly string[],
  ends: readonly string[],
): Promise<Hit[]> {
  const { rows } = await sql<Hit>`
    select distinct coalesce(c.canonical_id, c.id) as "canonicalId", 'phone end' as field, asked.value
    from unnest(${ends}::text[]) as asked (value), lateral (
      select i.customer_id from identities i
      where i.kind = 'phone' and i.detached_at is null and not i.shared and not i.blocked
        and "right"(i.value, 8) = asked.value
      limit ${cap}
    ) theirs join customers c on c.id = theirs.customer_id
    where c.id <> all(${memberIds}::uuid[])`.execute(db)
  return rows
}

/** Records with a similar name, the most similar first; `value` is theirs. In a transaction, for the threshold. */
export async function similarlyNamed(tx: Tx, memberIds: readonly string[], name: string): Promise<Hit[]> {
  const folded = foldName(name)
  await executeLater(tx, sql`select set_config('pg_trgm.similarity_threshold', '0.5', true)`.compile(tx))
  const { rows } = await sql<Hit>`
    select coalesce(canonical_id, id) as "canonicalId", 'name' as field, display_name as value
    from customers
    where folded_name % ${folded} and id <> all(${memberIds}::uuid[])
    order by similarity(folded_name, ${folded}) desc, id
    limit ${cap}`.execute(tx)
  return rows
}

/** Records with the same value under the same attribute, alone or in a list. */
export async function sharersOfAttributes(
  db: Db | Tx,
  memberIds: readonly string[],
  probes: readonly { field: string; value: string; documents: readonly Attributes[] }[],
): Promise<Hit[]> {
  const asked = probes.flatMap(({ field, value, documents }) =>
    documents.map((document) => ({ field, value, document: JSON.stringify(document) })),
  )
  const { rows } = await sql<Hit>`
    select distinct coalesce(theirs.canonical_id, theirs.id) as "canonicalId", asked.field, asked.value
    from unnest(
      ${asked.map(({ field }) => field)}::text[], ${asked.map(({ value }) => value)}::text[],
      ${asked.map(({ document }) => document)}::jsonb[]
    ) as asked (field, value, document), lateral (
      select c.id, c.canonical_id from customers c
      where c.attributes @> asked.document and c.attributes <> '{}'
      limit ${cap}
    ) theirs
    where theirs.id <> all(${memberIds}::uuid[])`.execute(db)
  return rows
}

export interface PersonRow {
  canonicalId: string
  displayName: string | null
  attributes: Attributes
  identities: { kind: string; value: string; assurance: string }[]
}

/** Each record behind these canonical ones, with the addresses that are evidence. */
export async function peopleRows(db: Db | Tx, canonicalIds: readonly string[]): Promise<PersonRow[]> {
  const { rows } = await sql<PersonRow>`
    select coalesce(c.canonical_id, c.id) as "canonicalId", c.display_name as "displayName", c.attributes,
      coalesce((
        select jsonb_agg(jsonb_build_object('kind', i.kind, 'value', i.value, 'assurance', i.assurance) order by i.id)
        from identities i
        where i.customer_id = c.id and i.detached_at is null and not i.shared and not i.blocked
          and not exists (select from blocked_values b where b.kind = i.kind and b.value = i.value)
      ), '[]') as identities
    from customers c
    where c.id = any(${canonicalIds}::uuid[]) or c.canonical_id = any(${canonicalIds}::uuid[])
    order by c.canonical_id nulls first, c.id`.execute(db)
  return rows
}

/** Canonical customers from whom one of these records was separated again. */
export async function separatedFrom(db: Db | Tx, memberIds: readonly string[]): Promise<Map<string, Date>> {
  const { rows } = await sql<{ canonicalId: string; at: Date }>`
    select coalesce(c.canonical_id, c.id) as "canonicalId", max(m.undone_at) as at
    from customer_merges m
    join customers c on c.id = case when m.customer_id = any(${memberIds}::uuid[]) then m.other_customer_id else m.customer_id end
    where m.undone_at is not null
      and (m.customer_id = any(${memberIds}::uuid[]) or m.other_customer_id = any(${memberIds}::uuid[]))
    group by 1`.execute(db)
  return new Map(rows.map(({ canonicalId, at }) => [canonicalId, at]))
}
