import { staffWords } from '@throughline/protocol/staff/words.ts'
import { recordAudit } from '../../audit/audit.ts'
import { transact, type Db } from '../../../platform/db/db.ts'
import type { Caller } from '../../../platform/http/http.ts'
import type { Clock } from '../../../lib/clock.ts'
import { AppError } from '../../../lib/errors.ts'
import { lockAccess } from '../lock-access.ts'
import { staffById } from '../members/member.ts'
import { refuseToGrantMore } from '../roles.ts'

/** The link no longer works. The row stays, so that revoking sends no more mails than waiting does. */
export async function revokeInvitation(db: Db, clock: Clock, { id, by }: { id: string; by: Caller }): Promise<void> {
  await transact(db, async (tx) => {
    await lockAccess(tx, clock, by)
    const person = await staffById(tx, id)
    if (!person) throw new AppError('not_found', staffWords.no_such_person())
    refuseToGrantMore(by, person.permissions)
    const ended = await tx
      .updateTable('staff_invitations')
      .set({ token_hash: null })
      .where('staff_id', '=', id)
      .where('token_hash', 'is not', null)
      .returning('staff_id')
      .executeTakeFirst()
    if (!ended) return
    const subject = { kind: 'staff', id }
    await recordAudit(tx, { actor: by, action: 'staff.invitation_revoked', subject }, clock)
  })
}
