import { staffWords } from '@throughline/protocol/staff/words.ts'
import type { StaffMember } from '@throughline/protocol/staff/members.ts'
import { transact, type Db, type Tx } from '../../platform/db/db.ts'
import type { Clock } from '../../lib/clock.ts'
import { AppError } from '../../lib/errors.ts'
import type { SecretBox } from '../../lib/secrets.ts'
import { installationId, lockInstallation } from './installation.ts'
import { insertStaff } from './members/create.ts'
import { staffById } from './members/member.ts'
import { refuseGuessablePassword } from './sign-in/passwords/guessable-password.ts'
import { hashPassword, type HashCost } from './sign-in/passwords/password.ts'

/** Whether the first person still has to be made. */
export async function isSetupNeeded(db: Db | Tx): Promise<boolean> {
  return (await db.selectFrom('staff').select('id').limit(1).executeTakeFirst()) === undefined
}

/**
 * The link that makes the first admin, while there is nobody. Its token is a signature over this database's id, so
 * that nothing has to be stored, a restart prints the same link, and every node of an installation the same.
 */
export async function setupUrl(db: Db, secrets: SecretBox, publicUrl: string): Promise<string | null> {
  if (!(await isSetupNeeded(db))) return null
  return `${publicUrl}/setup?token=${secrets.sign('setup', await installationId(db)).toString('base64url')}`
}

export interface SetupInput {
  token: string
  name: string
  email: string
  password: string
  companyName?: string | undefined
  address: string
  hashCost?: HashCost | undefined
}

/** Makes the first admin. The link works once: from then on there is somebody. */
export async function completeSetup(db: Db, secrets: SecretBox, clock: Clock, input: SetupInput): Promise<StaffMember> {
  await refuseWhenDone(db)
  if (!secrets.verify('setup', await installationId(db), Buffer.from(input.token, 'base64url'))) {
    throw new AppError('forbidden', staffWords.wrong_setup_token())
  }
  await refuseGuessablePassword(input.password, [input.name, input.email, input.companyName ?? ''])
  const passwordHash = await hashPassword(input.password, input.hashCost)
  return transact(db, async (tx) => {
    await lockInstallation(tx)
    await refuseWhenDone(tx)
    const actor = { kind: 'anonymous', id: null, name: input.name, address: input.address } as const
    const staffId = await insertStaff(tx, clock, { ...input, role: 'admin', passwordHash, actor })
    if (input.companyName !== undefined) {
      await tx.updateTable('installation').set({ company_name: input.companyName }).execute()
    }
    return (await staffById(tx, staffId))!
  })
}

async function refuseWhenDone(db: Db | Tx): Promise<void> {
  if (await isSetupNeeded(db)) return
  throw new AppError('setup_already_done', staffWords.setup_done())
}
