import type { Tx } from '../../../platform/db/db.ts'

/** Whether this person is the only admin with access. */
export async function isLastAdmin(tx: Tx, id: string): Promise<boolean> {
  const admins = await tx
    .selectFrom('staff')
    .select('id')
    .where('role', '=', 'admin')
    .where('active', '=', true)
    .limit(2)
    .execute()
  return admins.length === 1 && admins[0]!.id === id
}
