import type { PresenceState } from '@throughline/protocol/staff/members.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import { sql } from 'kysely'
import type { Clock } from '../../lib/clock.ts'

/** Whether a person is here. Written when they say so, and by the node that notices that they have left. */
export async function setPresence(
  db: Db,
  clock: Clock,
  { staffId, state }: { staffId: string; state: PresenceState },
): Promise<void> {
  const row = { state, changed_at: clock.now() }
  await db
    .insertInto('staff_presence')
    .values({ staff_id: staffId, ...row })
    .onConflict((conflict) => conflict.column('staff_id').doUpdateSet(row))
    .execute()
}

/** How often it is noted who has a desk open, and from when on somebody has none. */
export const seenEveryMs = 60_000
const goneAfterMs = 2.5 * seenEveryMs

export async function noteSeen(db: Db, clock: Clock, staffIds: readonly string[]): Promise<void> {
  await sql`
    insert into staff_seen (staff_id, seen_at) select distinct unnest(${[...staffIds]}::uuid[]), ${clock.now()}::timestamptz
    on conflict (staff_id) do update set seen_at = excluded.seen_at`.execute(db)
}

/** Whether somebody has a desk open, on whichever node. */
export async function hasDeskOpen(db: Db | Tx, staffId: string, now: Date): Promise<boolean> {
  const row = await db
    .selectFrom('staff_seen')
    .select('staff_id')
    .where('staff_id', '=', staffId)
    .where('seen_at', '>', new Date(now.getTime() - goneAfterMs))
    .executeTakeFirst()
  return row !== undefined
}
