import { assuranceLevels, type Assurance } from '@throughline/protocol/customers/identity.ts'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { executeLater, prepared, queryPrepared, queryPreparedFirst } from '../../../platform/db/prepared.ts'
import { domainsOf } from '../blocking/mail-domains.ts'
import type { IdentitiesTable } from '../tables.ts'
import { onePosition, takeOnePosition, type Position } from '../thread/queries.ts'

/** The SQL of `resolve-sender.ts`: the path of every inbound message, hence prepared statements only. */

export interface SenderRow {
  /** The value stands in `blocked_values`; then there is nothing else in the row. */
  isBlockedValue: boolean
  /** The address is at this blocked domain, or below it. */
  blockedDomain: string | null
  identityId: string | null
  customerId: string
  canonicalId: string
  isNameless: boolean
  scope: string
  assurance: Assurance
  shared: boolean
  blocked: boolean
  isUndeliverable: boolean
  lastSeenAt: Date
  /** The next position on the holder's thread, if it was taken along. */
  seq: number | null
  recordedAtExact: string | null
}

interface Address {
  kind: string
  value: string
}

/** An address, and where it counts: everywhere ('') or on one channel only. */
export interface HeldAddress {
  kind: string
  value: string
  scopes: readonly string[]
}

/**
 * The identity that has an address by anything better than a claim, for statements of others that ask for it in
 * the same round trip. `scope desc` prefers the channel's own address over one that means the same everywhere.
 */
export const holderSql = (kind: string, value: string, scopes: string): string => `
  select * from identities
  where kind = ${kind} and value = ${value} and scope = any(${scopes}::text[]) and assurance <> 'claimed'
    and detached_at is null
  order by scope desc limit 1`

// A person who is blocked takes no position here either: a block that commits first is seen, for the row is read anew.
// One row always. The position is taken here when nothing needs to be locked before it: not the identity, which this
// contact improves in no way, and no other record, since this one stands for itself alone.
const findHolderSql = `
  with holder as materialized (
    select b.blocked as is_blocked_value, b.domain as blocked_domain, i.*
    from (
      select exists (select from blocked_values where kind = $1 and value = $2) as blocked,
        (select domain from blocked_domains where domain = any($6::text[]) limit 1) as domain
    ) b
    left join lateral (${holderSql('$1', '$2', '$3')}) i on not b.blocked
  ), taken as (
    update customers c set ${takeOnePosition('$5')}
    from holder h
    where c.id = h.customer_id and c.canonical_id is null and c.joined_count = 0 and c.blocked_at is null
      and not h.blocked and h.blocked_domain is null and h.undeliverable_since is null and h.assurance = any($4::text[])
    returning ${onePosition}
  )
  select h.is_blocked_value as "isBlockedValue", h.blocked_domain as "blockedDomain", h.id as "identityId", h.customer_id as "customerId",
    coalesce(c.canonical_id, c.id) as "canonicalId", c.display_name is null as "isNameless",
    h.scope, h.assurance, h.shared, h.blocked, h.undeliverable_since is not null as "isUndeliverable",
    h.last_seen_at as "lastSeenAt", t.seq, t."recordedAtExact"
  from holder h left join customers c on c.id = h.customer_id left join taken t on true`

/**
 * The customer who has the address, by anything better than a claim; with a seq on the thread if that costs no wait. What
 * `alsoAsk` asks travels along and is done afterwards, under the lock.
 */
export async function findHolder(
  tx: Tx,
  address: HeldAddress,
  contact: { provenBy: readonly Assurance[]; now: Date; alsoAsk?: AlsoAsk },
): Promise<SenderRow> {
  const values = [address.kind, address.value, address.scopes, contact.provenBy, contact.now, domainsOf(address)]
  const statement = { name: 'customers-find-holder', sql: findHolderSql, values }
  return (await queryPreparedFirst<SenderRow>(tx, statement, () => contact.alsoAsk?.(address)))[0]!
}

/** Asks at once, without waiting for anything before. */
export type AlsoAsk = (address: HeldAddress) => void

const claimantSql = `
  select b.blocked as "isBlockedValue", b.domain as "blockedDomain", i.id as "identityId", i.customer_id as "customerId",
    coalesce(c.canonical_id, c.id) as "canonicalId", c.display_name is null as "isNameless",
    i.scope, i.assurance, i.shared, i.blocked, i.undeliverable_since is not null as "isUndeliverable",
    i.last_seen_at as "lastSeenAt", null as seq, null as "recordedAtExact"
  from (
    select exists (select from blocked_values where kind = $1 and value = $2) as blocked,
      (select domain from blocked_domains where domain = any($4::text[]) limit 1) as domain
  ) b
  left join lateral (
    select * from identities
    where kind = $1 and value = $2 and scope = $3 and assurance = 'claimed' and detached_at is null
    order by first_seen_at, id limit 1
  ) i on not b.blocked
  left join customers c on c.id = i.customer_id`

/** The customer who was the first to claim the address on this channel. */
export async function findClaimant(db: Db | Tx, { kind, value }: Address, channelId: string): Promise<SenderRow> {
  const values = [kind, value, channelId, domainsOf({ kind, value })]
  return (await queryPrepared<SenderRow>(db, 'customers-find-claimant', claimantSql, values))[0]!
}

export interface NewSender extends Address {
  identityId: string
  customerId: string
  scope: string
  assurance: Assurance
  provenance: IdentitiesTable['provenance']
  name: string | null
  now: Date
}

// The identity comes first: of two first contacts from one address, one waits here for the other, gets no row, and
// then makes no customer either. The foreign key is checked at the end of the statement.
const insertSql = `
  with identity as (
    insert into identities (id, customer_id, kind, scope, value, assurance, provenance, first_seen_at, last_seen_at)
    values ($1, $2, $3, $4, $5, $6, $7, $9, $9)
    on conflict do nothing
    returning id
  )
  insert into customers (id, display_name, last_seq, last_recorded_at, created_at, updated_at)
  select $2, $8, 1, $9, $9, $9 from identity
  returning ${onePosition}`

/** The first position on the new customer's thread; null when somebody else has the address by now. */
export async function insertSender(tx: Tx, sender: NewSender): Promise<Position | null> {
  const { identityId, customerId, kind, scope, value, assurance, provenance, name, now } = sender
  const values = [identityId, customerId, kind, scope, value, assurance, provenance, name, now]
  return (await queryPrepared<Position>(tx, 'customers-insert-sender', insertSql, values))[0] ?? null
}

/** Two first claims of one address on one channel are one customer; no unique index says so, hence this lock. */
export async function lockClaim(tx: Tx, { kind, value }: Address, channelId: string): Promise<void> {
  const sql = 'select pg_advisory_xact_lock(hashtextextended($1, 0))'
  await queryPrepared(tx, 'customers-lock-claim', sql, [`claim ${kind} ${channelId} ${value}`])
}

/**
 * The transaction that holds the row writes to it anyhow: waiting for it while holding a thread could be a deadlock.
 */
export async function touchSender(tx: Tx, identityId: string, now: Date): Promise<void> {
  const sql = `
    update identities set last_seen_at = greatest(last_seen_at, $2)
    where id = (select id from identities where id = $1 for no key update skip locked)`
  await executeLater(tx, prepared('customers-touch-sender', sql, [identityId, now]))
}

/** What a contact tells about its address beyond the time: that it is alive, and perhaps better proven. */
export async function improveSender(tx: Tx, identityId: string, assurance: Assurance, now: Date): Promise<void> {
  const sql = `
    update identities set last_seen_at = greatest(last_seen_at, $3), undeliverable_since = null,
      undeliverable_reason = null,
      assurance = case when array_position($4::text[], $2) > array_position($4, assurance) then $2 else assurance end
    where id = $1`
  await queryPrepared(tx, 'customers-improve-sender', sql, [identityId, assurance, now, assuranceLevels])
}

/** Only while it stands for itself: another's row may be locked after the canonical one's, never before it. */
export async function nameSender(tx: Tx, customerId: string, name: string, now: Date): Promise<boolean> {
  const sql = `
    update customers set display_name = $2, updated_at = $3
    where id = $1 and display_name is null and canonical_id is null
    returning id`
  return (await queryPrepared(tx, 'customers-name-sender', sql, [customerId, name, now])).length === 1
}
