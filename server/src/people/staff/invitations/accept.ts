import type { StaffMember } from '@throughline/protocol/staff/members.ts'
import { staffWords } from '@throughline/protocol/staff/words.ts'
import { recordAudit } from '../../audit/audit.ts'
import { transact, type Db, type Tx } from '../../../platform/db/db.ts'
import type { Caller } from '../../../platform/http/http.ts'
import type { Clock } from '../../../lib/clock.ts'
import { AppError } from '../../../lib/errors.ts'
import { companyName, lockInstallation } from '../installation.ts'
import { insertPassword } from '../members/create.ts'
import { setMailboxProven } from '../members/mailbox.ts'
import { staffById } from '../members/member.ts'
import { refuseGuessablePassword } from '../sign-in/passwords/guessable-password.ts'
import { hashPassword, type HashCost } from '../sign-in/passwords/password.ts'
import { inviteeOf } from './invitation-token.ts'
import { withoutSignIn } from './without-sign-in.ts'

interface Deps {
  db: Db
  clock: Clock
  passwordsOff: boolean
  hashCost?: HashCost | undefined
}

/** One answer, whatever is wrong with a link: a stranger learns nothing of who was invited. */
const over = (): AppError => new AppError('not_found', staffWords.invitation_over())

export async function readInvitation(
  { db, clock, passwordsOff }: Deps,
  token: string,
): Promise<{ name: string; email: string; companyName: string | null }> {
  const invitee = passwordsOff ? undefined : await inviteeOf(db, token, clock.now())
  if (!invitee) throw over()
  return { name: invitee.name, email: invitee.email, companyName: await companyName(db) }
}

/** Sets the password that the person chose. Of two who use the link at once, one does. */
export async function acceptInvitation(
  deps: Deps,
  { token, password, address }: { token: string; password: string; address: string },
): Promise<{ email: string }> {
  const { db, clock, hashCost } = deps
  const { name, email } = await readInvitation(deps, token)
  await refuseGuessablePassword(password, [name, email])
  const passwordHash = await hashPassword(password, hashCost)
  return transact(db, async (tx) => {
    await lockInstallation(tx)
    // Since the password was hashed the link may have been used, revoked or replaced, or their access switched off.
    const invitee = await inviteeOf(tx, token, clock.now())
    if (!invitee) throw over()
    await giveFirstPassword(tx, clock, invitee.id, passwordHash)
    // The link was in a mail to this address, and nowhere else.
    await setMailboxProven(tx, invitee.id, true)
    const actor = { kind: 'staff', id: invitee.id, name: invitee.name, address } as const
    const subject = { kind: 'staff', id: invitee.id }
    await recordAudit(tx, { actor, action: 'staff.invitation_accepted', subject }, clock)
    return { email: invitee.email }
  })
}

/** The way without mail, for a person whom no invitation reached. */
export async function putFirstPassword(
  { db, clock, hashCost }: Deps,
  { id, password, by }: { id: string; password: string; by: Caller },
): Promise<StaffMember> {
  const person = await staffById(db, id)
  if (!person) throw new AppError('not_found', staffWords.no_such_person())
  await refuseGuessablePassword(password, [person.name, person.email])
  const passwordHash = await hashPassword(password, hashCost)
  return transact(db, async (tx) => {
    await withoutSignIn(tx, clock, id, by)
    await giveFirstPassword(tx, clock, id, passwordHash)
    const subject = { kind: 'staff', id }
    await recordAudit(tx, { actor: by, action: 'staff.first_password_given', subject }, clock)
    return (await staffById(tx, id))!
  })
}

async function giveFirstPassword(tx: Tx, clock: Clock, id: string, passwordHash: string): Promise<void> {
  await insertPassword(tx, clock, id, passwordHash)
  await tx.deleteFrom('staff_invitations').where('staff_id', '=', id).execute()
}
