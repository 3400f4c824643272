import { sql } from 'kysely'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { queryPrepared } from '../../../platform/db/prepared.ts'
import type { Actor } from '../tables.ts'

/** That a person is blocked: since when, by whom and why. */
export interface Block {
  at: Date
  by: Actor
  reason: string
}

const blockSql = `
  select blocked_at as at, blocked_by as by, blocked_reason as reason from customers
  where id = any($1::uuid[]) and blocked_at is not null
  order by blocked_at, id limit 1`

/** Of a thread, by all its records: one that is blocked blocks it. The oldest block where there are several. */
export async function blockOf(db: Db | Tx, memberIds: readonly string[]): Promise<Block | null> {
  return (await queryPrepared<Block>(db, 'customers-block', blockSql, [memberIds]))[0] ?? null
}

/** Whether an address, a row of `identities` under that name, is at a blocked domain or below one. */
export const atBlockedDomain = (alias: string): string => `(${alias}.kind = 'email' and exists (
    select from blocked_domains d
    where right('.' || split_part(${alias}.value, '@', 2), length(d.domain) + 1) = '.' || d.domain))`

const isBlockedSql = `
  select i.blocked or ${atBlockedDomain('i')} or exists (
    select from customers b where b.blocked_at is not null and coalesce(b.canonical_id, b.id) = coalesce(c.canonical_id, c.id)
  ) as blocked
  from identities i join customers c on c.id = i.customer_id
  where i.id = $1`

/** Whether nothing is received from an address or sent to it: by itself, or since its domain or its customer is. */
export async function isBlocked(db: Db | Tx, identityId: string): Promise<boolean> {
  return (
    (await queryPrepared<{ blocked: boolean }>(db, 'customers-is-blocked', isBlockedSql, [identityId]))[0]?.blocked ??
    false
  )
}

/** Who blocked an address, when and why, for the list of what is blocked. */
export async function noteBlock(
  tx: Tx,
  { identityId, by, reason, at }: { identityId: string; by: Actor; reason: string | null; at: Date },
): Promise<void> {
  const row = { identity_id: identityId, blocked_at: at, blocked_by: JSON.stringify(by), reason }
  await tx
    .insertInto('identity_blocks')
    .values(row)
    .onConflict((conflict) => conflict.column('identity_id').doUpdateSet(row))
    .execute()
}

/** Of an address that is blocked by itself: null where nobody said why, as earlier versions allowed. */
export async function addressBlockOf(tx: Tx, identityId: string): Promise<Block | null> {
  const row = await tx
    .selectFrom('identity_blocks')
    .select(['blocked_at as at', 'blocked_by as by', 'reason'])
    .where('identity_id', '=', identityId)
    .executeTakeFirst()
  return row?.by && row.reason ? { at: row.at, by: row.by, reason: row.reason } : null
}

const blockedMailSql = `
  select a.value from (select 'email' as kind, unnest($1::text[]) as value) a
  where ${atBlockedDomain('a')} or exists (
    select from identities i join customers c on c.id = i.customer_id
    where i.kind = 'email' and i.value = a.value and i.scope = '' and i.detached_at is null and i.assurance <> 'claimed'
      and (i.blocked or exists (
        select from customers b
        where b.blocked_at is not null and coalesce(b.canonical_id, b.id) = coalesce(c.canonical_id, c.id))))`

/**
 * Of these mail addresses, normalised, those whose customer or domain is blocked. Addresses that are only claimed count as
 * no customer's.
 */
export async function blockedMailAddresses(db: Db | Tx, addresses: readonly string[]): Promise<Set<string>> {
  if (addresses.length === 0) return new Set()
  const rows = await queryPrepared<{ value: string }>(db, 'customers-blocked-mail', blockedMailSql, [addresses])
  return new Set(rows.map(({ value }) => value))
}

/** Under the thread's lock. The records that were not blocked for this reason already. */
export async function writeBlock(tx: Tx, memberIds: readonly string[], { at, by, reason }: Block): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update customers set blocked_at = ${at}, blocked_by = ${JSON.stringify(by)}::jsonb, blocked_reason = ${reason}
    where id = any(${memberIds}::uuid[]) and (blocked_at is null or blocked_reason is distinct from ${reason})
    returning id`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Under the thread's lock. The records that were blocked. */
export async function clearBlock(tx: Tx, memberIds: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update customers set blocked_at = null, blocked_by = null, blocked_reason = null
    where id = any(${memberIds}::uuid[]) and blocked_at is not null
    returning id`.execute(tx)
  return rows.map(({ id }) => id)
}
