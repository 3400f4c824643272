import type { StaffMember } from '@throughline/protocol/staff/members.ts'
import { staffWords } from '@throughline/protocol/staff/words.ts'
import type { Tx } from '../../../platform/db/db.ts'
import type { Caller } from '../../../platform/http/http.ts'
import type { Clock } from '../../../lib/clock.ts'
import { AppError } from '../../../lib/errors.ts'
import { lockAccess } from '../lock-access.ts'
import { staffById } from '../members/member.ts'
import { refuseToGrantMore } from '../roles.ts'

/**
 * The person as they are until the transaction ends, who has nothing to sign in with. Nobody gives a first way in to an
 * account that may do more than they may, nor a second one to anybody.
 */
export async function withoutSignIn(tx: Tx, clock: Clock, id: string, by: Caller): Promise<StaffMember> {
  await lockAccess(tx, clock, by)
  const person = await staffById(tx, id)
  if (!person) throw new AppError('not_found', staffWords.no_such_person())
  refuseToGrantMore(by, person.permissions)
  if (person.hasSignIn) throw new AppError('conflict', staffWords.has_signed_in())
  return person
}
