import type { OwnAddresses } from '@throughline/protocol/channels/own-addresses.ts'
import { sql } from 'kysely'
import { recordAudit } from '../../people/audit/audit.ts'
import { transact, type Db, type Tx } from '../../platform/db/db.ts'
import type { Caller } from '../../platform/http/http.ts'
import type { Clock } from '../../lib/clock.ts'
import { changedAt, refuseUnlessAsSeen } from '../../lib/as-seen.ts'

/** What an admin has declared to be ours beside channels and staff. */
export async function ownAddresses(db: Db | Tx): Promise<OwnAddresses> {
  const row = await db.selectFrom('own_addresses').selectAll().executeTakeFirst()
  return { domains: row?.domains ?? [], groups: row?.groups ?? [], updatedAt: row?.updated_at.toISOString() ?? null }
}

export async function changeOwnAddresses(
  db: Db,
  clock: Clock,
  change: {
    domains: readonly string[]
    groups: readonly string[]
    was?: { updatedAt: string | null } | undefined
    by: Caller
  },
): Promise<OwnAddresses> {
  return transact(db, async (tx) => {
    // Two who change it at once are one after the other, also when there is no row yet.
    await sql`lock table own_addresses in share row exclusive mode`.execute(tx)
    const before = await ownAddresses(tx)
    refuseUnlessAsSeen(change.was, before)
    const row = {
      domains: [...new Set(change.domains)],
      groups: [...new Set(change.groups)],
      updated_at: changedAt(before.updatedAt === null ? null : new Date(before.updatedAt), clock.now()),
    }
    await tx
      .insertInto('own_addresses')
      .values(row)
      .onConflict((conflict) => conflict.column('only_row').doUpdateSet(row))
      .execute()
    const details = { from: before, to: { domains: row.domains, groups: row.groups } }
    const subject = { kind: 'own_addresses', id: null }
    await recordAudit(tx, { actor: change.by, action: 'own_addresses.updated', subject, details }, clock)
    return ownAddresses(tx)
  })
}
