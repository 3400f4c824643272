import { staffWords } from '@throughline/protocol/staff/words.ts'
import type { StaffMember } from '@throughline/protocol/staff/members.ts'
import { recordAudit, type AuditActor } from '../../audit/audit.ts'
import { transact, type Db, type Tx } from '../../../platform/db/db.ts'
import type { Caller } from '../../../platform/http/http.ts'
import type { Clock } from '../../../lib/clock.ts'
import { AppError } from '../../../lib/errors.ts'
import { newId } from '../../../lib/ids.ts'
import { ifUnique } from '../if-unique.ts'
import { lockAccess } from '../lock-access.ts'
import { grantableRole } from '../roles.ts'
import { refuseGuessablePassword } from '../sign-in/passwords/guessable-password.ts'
import { hashPassword, type HashCost } from '../sign-in/passwords/password.ts'
import { staffById } from './member.ts'

export interface NewStaff {
  name: string
  email: string
  password: string
  role: string
}

/** Adds a person who signs in with this password, and changes it when they like. */
export async function createStaff(
  db: Db,
  clock: Clock,
  input: NewStaff & { by: Caller; hashCost?: HashCost | undefined },
): Promise<StaffMember> {
  await grantableRole(db, input.role, input.by)
  await refuseGuessablePassword(input.password, [input.name, input.email])
  // Outside of the transaction: it takes its time on purpose.
  const passwordHash = await hashPassword(input.password, input.hashCost)
  return transact(db, async (tx) => {
    await lockAccess(tx, clock, input.by)
    const id = await insertStaff(tx, clock, { ...input, passwordHash, actor: input.by })
    return (await staffById(tx, id))!
  })
}

/** Without a password they sign in by the company's provider, or choose one with an invitation. */
export async function insertStaff(
  tx: Tx,
  clock: Clock,
  input: Omit<NewStaff, 'password'> & { passwordHash: string | null; actor: AuditActor },
): Promise<string> {
  const id = newId()
  const at = clock.now()
  const email = input.email.toLowerCase()
  await ifUnique(
    tx
      .insertInto('staff')
      .values({ id, name: input.name, email, role: input.role, created_at: at, updated_at: at })
      .execute(),
    () => new AppError('already_exists', staffWords.email_taken({ email })),
  )
  if (input.passwordHash !== null) await insertPassword(tx, clock, id, input.passwordHash)
  await recordAudit(
    tx,
    { actor: input.actor, action: 'staff.created', subject: { kind: 'staff', id }, details: { role: input.role } },
    clock,
  )
  return id
}

export async function insertPassword(tx: Tx, clock: Clock, staffId: string, passwordHash: string): Promise<void> {
  const at = clock.now()
  await tx
    .insertInto('staff_accounts')
    .values({
      id: newId(),
      staff_id: staffId,
      provider_id: 'credential',
      account_id: staffId,
      password: passwordHash,
      created_at: at,
      updated_at: at,
    })
    .execute()
}
