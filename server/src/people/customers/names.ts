import type { Wording, Words } from '@throughline/protocol/words.ts'
import { customerWords } from '@throughline/protocol/customers/words.ts'
import type { Assurance } from '@throughline/protocol/customers/identity.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import { queryPrepared } from '../../platform/db/prepared.ts'
import { AppError } from '../../lib/errors.ts'
import { atBlockedDomain } from './blocking/queries.ts'

/** Names and addresses of many at once, for lists that other folders show. */

const namesSql = `
  select a.id, coalesce(c.display_name, a.display_name, (
      select m.display_name from customers m
      where c.joined_count > 0 and m.canonical_id = c.id and m.display_name is not null
      order by m.id limit 1
    )) as name
  from customers a join customers c on c.id = coalesce(a.canonical_id, a.id)
  where a.id = any($1::uuid[])`

/** By the id that was asked for; the name is the canonical record's where it has one, else that of one that joined. */
export async function displayNamesOf(db: Db | Tx, ids: readonly string[]): Promise<Map<string, string | null>> {
  if (ids.length === 0) return new Map()
  const rows = await queryPrepared<{ id: string; name: string | null }>(db, 'customers-names', namesSql, [ids])
  return new Map(rows.map(({ id, name }) => [id, name]))
}

/** A customer as lists show one. */
export interface CustomerBrief {
  /** Of the canonical record. */
  id: string
  /** The name, else the address that was heard of last. The id of a browser or of an account is no name: null. */
  name: string | null
  /** Nothing but a browser is known of them. */
  isVisitor: boolean
}

const briefsSql = `
  select a.id as asked, c.id, coalesce(c.display_name, (
      select m.display_name from customers m
      where c.joined_count > 0 and m.canonical_id = c.id and m.display_name is not null
      order by m.id limit 1
    ), (
      select value from identities
      where customer_id = c.id and detached_at is null and kind not in ('device', 'account')
      order by assurance = 'claimed', last_seen_at desc, id limit 1
    )) as name,
    exists (select from identities where customer_id = c.id and detached_at is null) and not exists (
      select from identities where customer_id = c.id and detached_at is null and kind <> 'device'
    ) as "isVisitor"
  from customers a join customers c on c.id = coalesce(a.canonical_id, a.id)
  where a.id = any($1::uuid[])`

/** By the id that was asked for. */
export async function customerBriefsOf(db: Db | Tx, ids: readonly string[]): Promise<Map<string, CustomerBrief>> {
  if (ids.length === 0) return new Map()
  const rows = await queryPrepared<CustomerBrief & { asked: string }>(db, 'customers-briefs', briefsSql, [ids])
  return new Map(rows.map(({ asked, ...brief }) => [asked, brief]))
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

/** The records that addresses belong to, by the id of the address. */
export async function homesOfIdentities(db: Db | Tx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  if (ids.length === 0) return new Map()
  const sql = 'select id, customer_id as home from identities where id = any($1::uuid[])'
  const rows = await queryPrepared<{ id: string; home: string }>(db, 'customers-homes-of-identities', sql, [ids])
  return new Map(rows.map(({ id, home }) => [id, home]))
}

/** The record that an address belongs to: what goes out through it is recorded there. */
export async function homeOfIdentity(db: Db | Tx, identityId: string): Promise<string> {
  const sql = 'select customer_id as home from identities where id = $1'
  const rows = await queryPrepared<{ home: string }>(db, 'customers-home-of-identity', sql, [identityId])
  if (!rows[0]) throw new AppError('not_found', customerWords.no_such_address())
  return rows[0].home
}

/** An address and where it counts, a detached one too; null for an unknown id. */
export async function addressOfIdentity(
  db: Db | Tx,
  identityId: string,
): Promise<{ kind: string; value: string; scope: string } | null> {
  const sql = 'select kind, value, scope from identities where id = $1'
  return (
    (
      await queryPrepared<{ kind: string; value: string; scope: string }>(db, 'customers-address', sql, [identityId])
    )[0] ?? null
  )
}

/** An address as far as writing to it is concerned. */
export interface ContactableIdentity extends IdentityBrief {
  /** The record that it belongs to: what goes out through it is recorded there. */
  homeId: string
  scope: string
  /** By itself, or since its domain or its customer is. */
  blocked: boolean
  /** Its customer is blocked. */
  personBlocked: boolean
  /** Its domain is blocked. */
  domainBlocked: boolean
  undeliverable: ({ since: string } & Wording) | null
}

const contactableSql = `
  select id, customer_id as "homeId", kind, value, assurance, scope, blocked or person or domain as blocked,
    person as "personBlocked", domain as "domainBlocked", undeliverable_since as since, undeliverable_reason as reason, undeliverable_words as words
  from identities,
    lateral (select ${atBlockedDomain('identities')} as domain) as of_domain,
    (select exists (select from customers where id = any($1::uuid[]) and blocked_at is not null) as person) as thread
  where customer_id = any($1::uuid[]) and detached_at is null
  order by last_seen_at desc, id`

/** Every address of these records, the one heard of last first. */
export async function contactableIdentitiesOf(
  db: Db | Tx,
  memberIds: readonly string[],
): Promise<ContactableIdentity[]> {
  const rows = await queryPrepared<
    Omit<ContactableIdentity, 'undeliverable'> & { since: Date | null; reason: string | null; words: Words[] | null }
  >(db, 'customers-contactable', contactableSql, [memberIds])
  return rows.map(({ since, reason, words, ...identity }) => ({
    ...identity,
    undeliverable: since && { since: since.toISOString(), sentence: reason ?? '', words: words ?? [] },
  }))
}
