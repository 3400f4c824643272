import { sql, type Selectable } from 'kysely'
import type { Db, Tx } from '../../../platform/db/db.ts'
import type { IdentitiesTable } from '../tables.ts'

export type IdentityRow = Selectable<IdentitiesTable>

/** Locks the identity, which comes before the customer in the order of locks. */
export async function lockIdentity(tx: Tx, id: string): Promise<IdentityRow | null> {
  const row = await tx
    .selectFrom('identities')
    .selectAll()
    .where('id', '=', id)
    .where('detached_at', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return row ?? null
}

export async function identityById(db: Db | Tx, id: string): Promise<IdentityRow | null> {
  return (await db.selectFrom('identities').selectAll().where('id', '=', id).executeTakeFirst()) ?? null
}

/** Links first, then claims; of each the one last seen first. */
export async function identitiesOfCustomers(db: Db | Tx, customerIds: readonly string[]): Promise<IdentityRow[]> {
  return db
    .selectFrom('identities')
    .selectAll()
    .where('customer_id', '=', sql<string>`any(${customerIds}::uuid[])`)
    .where('detached_at', 'is', null)
    .orderBy(sql`assurance = 'claimed'`)
    .orderBy('last_seen_at', 'desc')
    .orderBy('id', 'desc')
    .execute()
}

/** The link by which a customer holds the address: anything better than a claim. */
export async function linkOf(
  db: Db | Tx,
  { kind, value, scope }: { kind: string; value: string; scope: string },
): Promise<IdentityRow | null> {
  const row = await db
    .selectFrom('identities')
    .selectAll()
    .where('kind', '=', kind)
    .where('value', '=', value)
    .where('scope', '=', scope)
    .where('assurance', '<>', 'claimed')
    .where('detached_at', 'is', null)
    .executeTakeFirst()
  return row ?? null
}

/** Claims of an address whose owner answered, by token, what we sent there. */
export async function answeredClaims(
  db: Db | Tx,
  { kind, value }: { kind: string; value: string },
): Promise<IdentityRow[]> {
  return db
    .selectFrom('identities')
    .selectAll()
    .where('kind', '=', kind)
    .where('value', '=', value)
    .where('assurance', '=', 'claimed')
    .where('answered_at', 'is not', null)
    .where('detached_at', 'is', null)
    .orderBy('answered_at')
    .execute()
}

/** Whether the records have, or ever had, another address than this one: a device that was detached still reads. */
export async function hasOtherAddress(
  tx: Tx,
  customerIds: readonly string[],
  { kind, value }: { kind: string; value: string },
): Promise<boolean> {
  const row = await tx
    .selectFrom('identities')
    .select('id')
    .where('customer_id', '=', sql<string>`any(${customerIds}::uuid[])`)
    .where((where) => where.or([where('kind', '<>', kind), where('value', '<>', value)]))
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Null when somebody else has the address, or is about to and we waited for it. */
export async function insertIdentity(
  tx: Tx,
  identity: Pick<
    IdentityRow,
    'id' | 'customer_id' | 'kind' | 'scope' | 'value' | 'label' | 'assurance' | 'provenance' | 'first_seen_at'
  >,
): Promise<IdentityRow | null> {
  const row = await tx
    .insertInto('identities')
    .values({
      ...identity,
      last_seen_at: identity.first_seen_at,
      undeliverable_since: null,
      undeliverable_reason: null,
      detached_at: null,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
  return row ?? null
}

export type IdentityUpdate = Partial<
  Pick<
    IdentityRow,
    | 'label'
    | 'shared'
    | 'blocked'
    | 'assurance'
    | 'scope'
    | 'undeliverable_since'
    | 'undeliverable_reason'
    | 'detached_at'
    | 'answered_at'
  > & { undeliverable_words: string | null }
>

export async function changeIdentity(tx: Tx, id: string, change: IdentityUpdate): Promise<IdentityRow> {
  return tx.updateTable('identities').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow()
}

/**
 * Takes an address off to make room. One that a message is arriving through at this moment is locked, and is not the
 * stalest either: rather than wait for it against the order of locks, say so.
 */
export async function dropIdentity(tx: Tx, id: string, now: Date): Promise<boolean> {
  const { rows } = await sql`
    update identities set detached_at = ${now}
    where id = (select id from identities where id = ${id} and detached_at is null for update skip locked)
    returning id`.execute(tx)
  return rows.length === 1
}

export async function isBlockedValue(db: Db | Tx, kind: string, value: string): Promise<boolean> {
  const row = await db
    .selectFrom('blocked_values')
    .select('kind')
    .where('kind', '=', kind)
    .where('value', '=', value)
    .executeTakeFirst()
  return row !== undefined
}
