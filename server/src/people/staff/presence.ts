import type { PresenceState } from '@throughline/protocol/staff/members.ts'
import type { Db } from '../../platform/db/db.ts'
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
