import { systemActor } from '../audit/audit.ts'
import { transact, type Db, type Tx } from '../../platform/db/db.ts'
import type { Clock } from '../../lib/clock.ts'
import type { Config } from '../../lib/config.ts'
import type { SecretBox } from '../../lib/secrets.ts'
import { lockInstallation } from './installation.ts'
import { insertStaff } from './members/create.ts'
import { isSetupNeeded, setupUrl } from './setup.ts'
import { hashPassword, type HashCost } from './sign-in/passwords/password.ts'
import { insertToken } from './tokens/tokens.ts'

/**
 * What a start does about people: on an empty database it makes the admin and the token that the settings name.
 * Answers with the link for the first visitor as long as there is nobody.
 */
export async function bootstrapStaff(deps: {
  db: Db
  secrets: SecretBox
  clock: Clock
  config: Pick<Config, 'admin' | 'adminApiToken' | 'publicUrl'>
  hashCost?: HashCost | undefined
}): Promise<{ setupUrl: string | null }> {
  const { db, secrets, clock, config, hashCost } = deps
  if ((config.admin || config.adminApiToken !== null) && (await isEmpty(db))) {
    const passwordHash = config.admin && (await hashPassword(config.admin.password, hashCost))
    await transact(db, async (tx) => {
      // Nodes that start together: one makes them, the others find them made.
      await lockInstallation(tx)
      if (!(await isEmpty(tx))) return
      if (config.admin && passwordHash) {
        const { email } = config.admin
        const name = email.split('@')[0]!
        await insertStaff(tx, clock, { name, email, role: 'admin', passwordHash, actor: systemActor })
      }
      if (config.adminApiToken !== null) {
        const token = config.adminApiToken
        await insertToken(tx, clock, { name: 'First token', role: 'admin', token, expiresAt: null, actor: systemActor })
      }
    })
  }
  return { setupUrl: await setupUrl(db, secrets, config.publicUrl) }
}

async function isEmpty(db: Db | Tx): Promise<boolean> {
  const token = await db.selectFrom('api_tokens').select('id').limit(1).executeTakeFirst()
  return token === undefined && (await isSetupNeeded(db))
}
