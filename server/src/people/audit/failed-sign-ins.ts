import { sql } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'

const firstFailures = ['staff.sign_in_failed', 'staff.second_factor_failed']

/** Ids are in order of time, and so is the index by action: only the window is read. */
function firstIdOf(at: Date): string {
  const hex = at.getTime().toString(16).padStart(12, '0')
  return `${hex.slice(0, 8)}-${hex.slice(8)}-0000-0000-000000000000`
}

/** From how many addresses an account was tried, and since when: each address has one record in a window. */
export async function failedSignInsOf(
  db: Db | Tx,
  email: string,
  after: Date,
): Promise<{ addresses: number; since: Date | null }> {
  const row = await db
    .selectFrom('audit_records')
    .select((eb) => [eb.fn.count<string>('address').distinct().as('addresses'), eb.fn.min('at').as('since')])
    .where('action', 'in', firstFailures)
    .where('id', '>=', firstIdOf(after))
    .where(sql<string>`lower(trim(details->>'email'))`, '=', email.trim().toLowerCase())
    .executeTakeFirst()
  return { addresses: Number(row?.addresses ?? 0), since: row?.since ?? null }
}
