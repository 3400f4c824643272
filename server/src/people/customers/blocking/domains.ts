import type { BlockedDomain } from '@throughline/protocol/customers/blocked-senders.ts'
import { customerWords } from '@throughline/protocol/customers/words.ts'
import { sql } from 'kysely'
import { AppError } from '../../../lib/errors.ts'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { queryPrepared } from '../../../platform/db/prepared.ts'
import { normaliseIdentity } from '../normalise/normalise.ts'
import type { Actor, BlockedDomainsTable } from '../tables.ts'
import { domainsOf } from './mail-domains.ts'

interface DomainRow extends Omit<BlockedDomainsTable, 'blocked_by'> {
  blocked_by: Actor
}

/** False: it was blocked for this reason already. */
export async function blockDomain(
  tx: Tx,
  { domain, reason, by, now }: { domain: string; reason: string; by: Actor; now: Date },
): Promise<boolean> {
  const row = { domain, reason, blocked_at: now, blocked_by: JSON.stringify(by) }
  const changed = await tx
    .insertInto('blocked_domains')
    .values(row)
    .onConflict((conflict) => conflict.column('domain').doUpdateSet(row).where('blocked_domains.reason', '<>', reason))
    .returning('domain')
    .execute()
  return changed.length > 0
}

export async function unblockDomain(tx: Tx, domain: string): Promise<void> {
  const { numDeletedRows } = await tx.deleteFrom('blocked_domains').where('domain', '=', domain).executeTakeFirst()
  if (numDeletedRows === 0n) throw new AppError('not_found', customerWords.domain_not_blocked({ domain }))
}

/** The block that keeps out what comes from an address: of its domain, or of one above. */
export async function domainBlockOf(
  db: Db | Tx,
  address: { kind: string; value: string },
): Promise<BlockedDomain | null> {
  const { kind, value } = address
  const domains = domainsOf({ kind, value: normaliseIdentity(kind, value).value })
  if (domains.length === 0) return null
  const rows = await queryPrepared<DomainRow>(
    db,
    'customers-domain-block',
    'select domain, reason, blocked_at, blocked_by from blocked_domains where domain = any($1::text[]) order by domain limit 1',
    [domains],
  )
  return rows[0] ? viewDomain(rows[0]) : null
}

/** Counting stops here: beyond it the number tells nobody what to do. */
export const mostCustomersCounted = 1000

/** How many customers have an address at the domain or below it. Reads all addresses, once, when somebody is about to block it. */
export async function customersAt(db: Db, domain: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select distinct coalesce(c.canonical_id, c.id)
      from identities i join customers c on c.id = i.customer_id
      where i.kind = 'email' and i.detached_at is null
        and right('.' || split_part(i.value, '@', 2), length(${domain}::text) + 1) = '.' || ${domain}::text
      limit ${mostCustomersCounted}) as counted`.execute(db)
  return rows[0]!.count
}

export function viewDomain({ domain, reason, blocked_by: by, blocked_at: at }: DomainRow): BlockedDomain {
  return { domain, reason, by: { id: by.id, name: by.name }, at: at.toISOString() }
}

export async function domainById(db: Db | Tx, domain: string): Promise<BlockedDomain> {
  const row = await db.selectFrom('blocked_domains').selectAll().where('domain', '=', domain).executeTakeFirst()
  if (!row) throw new AppError('not_found', customerWords.domain_not_blocked({ domain }))
  return viewDomain(row)
}
