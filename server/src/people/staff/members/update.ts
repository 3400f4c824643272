import { staffWords } from '@throughline/protocol/staff/words.ts'
import type { StaffMember } from '@throughline/protocol/staff/members.ts'
import { recordAudit } from '../../audit/audit.ts'
import { transact, type Db, type Tx } from '../../../platform/db/db.ts'
import type { Caller } from '../../../platform/http/http.ts'
import type { Clock } from '../../../lib/clock.ts'
import { AppError } from '../../../lib/errors.ts'
import { lockAccess } from '../lock-access.ts'
import { grantableRole, refuseToGrantMore } from '../roles.ts'
import { takeOverTokens } from '../tokens/take-over.ts'
import { isLastAdmin } from './last-admin.ts'
import { staffById } from './member.ts'

export interface StaffChange {
  id: string
  name?: string | undefined
  role?: string | undefined
  active?: boolean | undefined
  /** What programs do with tokens that the person made goes on, and `by` stands for it. */
  keepTokens?: boolean | undefined
  by: Caller
}

/** Changes a person. Switching their access off ends their sessions in the same moment. */
export async function updateStaff(db: Db, clock: Clock, change: StaffChange): Promise<StaffMember> {
  return transact(db, async (tx) => {
    // One change of access at a time: two admins who remove each other at once would leave nobody.
    await lockAccess(tx, clock, change.by)
    const before = await staffById(tx, change.id)
    if (!before) throw new AppError('not_found', staffWords.no_such_person())
    const role = change.role === undefined ? before.role : (await grantableRole(tx, change.role, change.by)).name
    const active = change.active ?? before.active
    // Whatever is changed: a name is what customers and colleagues know a person by.
    refuseToGrantMore(change.by, before.permissions)
    if (isAdmin(before) && !isAdmin({ role, active })) await refuseToLoseLastAdmin(tx, before.id)

    await tx
      .updateTable('staff')
      .set({ name: change.name ?? before.name, role, active, updated_at: clock.now() })
      .where('id', '=', before.id)
      .execute()
    if (change.active !== undefined) {
      // What an admin decided, no claim of a provider undoes.
      await tx.updateTable('staff_accounts').set({ suspended_at: null }).where('staff_id', '=', before.id).execute()
    }
    if (!active) {
      await tx.deleteFrom('staff_sessions').where('staff_id', '=', before.id).execute()
      // Not even after their access is switched on again.
      await tx.updateTable('staff_invitations').set({ token_hash: null }).where('staff_id', '=', before.id).execute()
    }
    const tokensKept = change.keepTokens ? await takeOverTokens(tx, { from: before.id, by: change.by }) : 0
    const details = {
      ...changesOf(before, { name: change.name ?? before.name, role, active }),
      ...(tokensKept > 0 ? { tokensKept } : {}),
    }
    if (Object.keys(details).length > 0) {
      const subject = { kind: 'staff', id: before.id }
      await recordAudit(tx, { actor: change.by, action: 'staff.updated', subject, details }, clock)
    }
    return (await staffById(tx, before.id))!
  })
}

const isAdmin = ({ role, active }: { role: string; active: boolean }): boolean => role === 'admin' && active

async function refuseToLoseLastAdmin(tx: Tx, id: string): Promise<void> {
  if (!(await isLastAdmin(tx, id))) return
  throw new AppError('conflict', staffWords.last_admin())
}

type Changeable = Pick<StaffMember, 'name' | 'role' | 'active'>

function changesOf(before: Changeable, after: Changeable): Record<string, unknown> {
  const keys = ['name', 'role', 'active'] as const
  const changed = keys.filter((key) => before[key] !== after[key])
  return Object.fromEntries(changed.map((key) => [key, { from: before[key], to: after[key] }]))
}
