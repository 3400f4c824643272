import type { Assurance } from '@throughline/protocol/customers/identity.ts'
import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import { andRuleSql } from '../../../platform/http/http.ts'
import type { Actor } from '../tables.ts'
import type { SearchTerms } from './read-query.ts'

export interface FoundRow {
  id: string
  createdAt: Date
}

/** A place in the list: after this customer. */
export interface Place {
  createdAt: string
  id: string
}

const exactAtMost = 200

const beyond = (place: Place | null) =>
  place === null ? sql`true` : sql`(c.created_at, c.id) < (${place.createdAt}::timestamptz, ${place.id}::uuid)`

/** Conditions on customers called `c`, beside what is looked for. */
export type Only = readonly RawBuilder<boolean>[]

/** By the index of those who are: there are few. */
export const isBlockedPerson = sql<boolean>`
  c.id in (select coalesce(b.canonical_id, b.id) from customers b where b.blocked_at is not null)`

export async function newestCustomers(db: Db, after: Place | null, limit: number, only: Only): Promise<FoundRow[]> {
  const { rows } = await sql<FoundRow>`
    select c.id, c.created_at as "createdAt" from customers c
    where c.canonical_id is null and ${beyond(after)}${andRuleSql(only)}
    order by c.created_at desc, c.id desc
    limit ${limit}`.execute(db)
  return rows
}

/** Customers who were named exactly: by id, by a whole address, by a whole attribute. */
export async function exactMatches(db: Db, terms: SearchTerms, only: Only): Promise<FoundRow[]> {
  const { rows } = await sql<FoundRow>`
    with hit as (
      select id, canonical_id from customers where id = ${terms.id}::uuid
      union
      select c.id, c.canonical_id
      from unnest(
        ${terms.addresses.map(({ kind }) => kind)}::text[], ${terms.addresses.map(({ value }) => value)}::text[]
      ) as asked (kind, value)
      join identities i on i.kind = asked.kind and i.value = asked.value and i.detached_at is null
        and i.assurance <> 'claimed'
      join customers c on c.id = i.customer_id
      union
      (select id, canonical_id from customers
      where attributes @? ${terms.attributePath}::jsonpath and attributes <> '{}'
      limit ${exactAtMost})
    )
    select c.id, c.created_at as "createdAt" from customers c
    where c.id in (select coalesce(canonical_id, id) from hit)${andRuleSql(only)}
    order by c.created_at desc, c.id desc
    limit ${exactAtMost}`.execute(db)
  return rows
}

/** The name has every word: inside, or for one of a letter or two, which no index finds inside, at a word's start. */
const hasName = (terms: SearchTerms) => {
  if (terms.words.length === 0) return sql`false`
  const conditions = terms.words.map((word) => {
    const literal = likeLiteral(word)
    return isShort(word)
      ? sql`(folded_name like ${`${literal}%`} or folded_name like ${`% ${literal}%`})`
      : sql`folded_name like ${`%${literal}%`}`
  })
  return sql.join(conditions, sql` and `)
}

const hasPart = ({ partOfAddress: part }: SearchTerms) =>
  part === null
    ? sql`false`
    : sql`lower(value) like ${isShort(part) ? `${likeLiteral(part)}%` : `%${likeLiteral(part)}%`}`

const isShort = (text: string): boolean => text.length < 3

const likeLiteral = (text: string): string => text.replace(/[\\%_]/g, String.raw`\$&`)

export interface Wanted {
  after: Place | null
  limit: number
  except: readonly string[]
  only: Only
}

/**
 * Looks through the next so many of the list. What many customers match fills a page in no time here, while an index
 * would first collect them all; what few match is not found here.
 */
export async function matchesNearby(
  db: Db,
  terms: SearchTerms,
  { after, limit, except, only }: Wanted,
  stretch: number,
): Promise<FoundRow[]> {
  // Each address is looked up by its customer: as EXISTS it would be planned as one pass over all addresses.
  const { rows } = await sql<FoundRow>`
    select c.id, c.created_at as "createdAt" from (
      select * from customers c
      where c.canonical_id is null and ${beyond(after)}
      order by c.created_at desc, c.id desc
      limit ${stretch}
    ) c
    where c.id <> all(${except}::uuid[])${andRuleSql(only)} and (
      ${hasName(terms)}
      or (select true from identities where customer_id = c.id and ${hasPart(terms)} and detached_at is null limit 1)
      or c.joined_count > 0 and (
        select true from customers m
        where m.canonical_id = c.id and (
          ${hasName(terms)}
          or (select true from identities where customer_id = m.id and ${hasPart(terms)} and detached_at is null limit 1)
        )
        limit 1
      )
    )
    order by c.created_at desc, c.id desc
    limit ${limit}`.execute(db)
  return rows
}

/** The same from the whole list, by index. Null when there are more hits than it is worth to collect and sort. */
export async function matches(
  db: Db,
  terms: SearchTerms,
  { after, limit, except, only }: Wanted,
  atMostHits: number | null,
): Promise<FoundRow[] | null> {
  const cap = atMostHits === null ? sql`all` : sql`${atMostHits + 1}`
  const { rows } = await sql<{ hits: number; id: string | null; createdAt: Date | null }>`
    with hit as (
      (select coalesce(canonical_id, id) as id from customers where ${hasName(terms)} limit ${cap})
      union all
      (select coalesce(c.canonical_id, c.id)
      from (
        select customer_id from identities where ${hasPart(terms)} and detached_at is null limit ${cap}
      ) i join customers c on c.id = i.customer_id)
    )
    select counted.hits, page.* from (select count(*) as hits from hit) counted
    left join lateral (
      select c.id, c.created_at as "createdAt" from customers c
      where c.id in (select id from hit) and c.id <> all(${except}::uuid[]) and ${beyond(after)}${andRuleSql(only)}
      order by c.created_at desc, c.id desc
      limit ${limit}
    ) page on ${atMostHits === null ? sql`true` : sql`counted.hits <= ${atMostHits}`}`.execute(db)
  if (atMostHits !== null && rows[0]!.hits > atMostHits) return null
  return rows.flatMap(({ id, createdAt }) => (id === null || createdAt === null ? [] : [{ id, createdAt }]))
}

export interface ListedRow {
  id: string
  displayName: string | null
  identities: { kind: string; value: string; assurance: Assurance }[]
  block: { at: string; by: Actor; reason: string } | null
  lastEntryAt: Date | null
  createdAt: Date
}

/** Everything that the list shows of these canonical customers, in their order. */
export async function listedRows(db: Db, ids: readonly string[]): Promise<ListedRow[]> {
  const { rows } = await sql<ListedRow>`
    with member as (
      select id as root, id, display_name, last_seq, last_recorded_at, created_at, blocked_at,
        blocked_by, blocked_reason from customers
      where id = any(${ids}::uuid[])
      union all
      select canonical_id, id, display_name, last_seq, last_recorded_at, created_at, blocked_at,
        blocked_by, blocked_reason from customers
      where canonical_id = any(${ids}::uuid[])
    )
    select m.root as id,
      (array_agg(m.display_name order by (m.id <> m.root), m.id) filter (where m.display_name is not null))[1]
        as "displayName",
      (array_agg(jsonb_build_object('at', m.blocked_at, 'by', m.blocked_by, 'reason', m.blocked_reason)
        order by m.blocked_at, m.id) filter (where m.blocked_at is not null))[1] as block,
      max(m.last_recorded_at) filter (where m.last_seq > 0) as "lastEntryAt",
      min(m.created_at) filter (where m.id = m.root) as "createdAt",
      coalesce((
        select jsonb_agg(jsonb_build_object('kind', i.kind, 'value', i.value, 'assurance', i.assurance)
          order by i.assurance = 'claimed', i.last_seen_at desc, i.id desc)
        from identities i where i.customer_id = any(array_agg(m.id)) and i.detached_at is null
      ), '[]') as identities
    from member m
    group by m.root
    order by array_position(${ids}::uuid[], m.root)`.execute(db)
  return rows
}
