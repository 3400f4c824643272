import { sql } from 'kysely'
import type { Db } from '../../../../platform/db/db.ts'
import { minuteMs } from '../../../../lib/clock.ts'

/** Longer than a code of an authenticator app is valid: 30 seconds, and the step before and after. */
const keptMs = 2 * minuteMs

/** Whether this code may be tried: each works once, also when it comes twice at once, at any node (RFC 6238, 5.2). */
export async function claimCode(db: Db, staffId: string, code: string, now: Date): Promise<boolean> {
  const { rows } = await sql`
    insert into staff_used_codes as u (staff_id, code, used_at) values (${staffId}, ${code}, ${now})
    on conflict (staff_id, code) do update set used_at = excluded.used_at
    where u.used_at <= ${new Date(now.getTime() - keptMs)}
    returning staff_id`.execute(db)
  return rows.length > 0
}

/** It was wrong: it may become right in a minute. */
export async function releaseCode(db: Db, staffId: string, code: string): Promise<void> {
  await sql`delete from staff_used_codes where staff_id = ${staffId} and code = ${code}`.execute(db)
}

export async function pruneUsedCodes(db: Db, now: Date): Promise<void> {
  await sql`delete from staff_used_codes where used_at <= ${new Date(now.getTime() - keptMs)}`.execute(db)
}
