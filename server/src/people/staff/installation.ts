import type { Db, Tx } from '../../platform/db/db.ts'
import type { Config } from '../../lib/config.ts'
import { SettingError } from '../../lib/errors.ts'
import { newId } from '../../lib/ids.ts'
import { openSecretKey } from '../../lib/secret-key.ts'
import { createSecretBox, type SecretBox } from '../../lib/secrets.ts'

/** The key of this installation. One that a refused start made is removed: the right one is to be put in its place. */
export async function openSecrets(
  db: Db,
  config: Pick<Config, 'secretKey' | 'dataDir' | 'previousSecretKeys' | 'acceptNewSecretKey'>,
): Promise<SecretBox> {
  const secretKey = openSecretKey(config)
  const secrets = createSecretBox(secretKey.key, config.previousSecretKeys)
  try {
    await claimSecretKey(db, secrets, { acceptNewKey: config.acceptNewSecretKey })
    return secrets
  } catch (error) {
    secretKey.undo()
    throw error
  }
}

/** Everything sealed in this database was sealed with one key; starting with another would open none of it. */
export async function claimSecretKey(
  db: Db,
  secrets: SecretBox,
  { acceptNewKey }: { acceptNewKey: boolean },
): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { id, secret_key_id: known } = await lockInstallation(tx)
    if (known === secrets.keyId) return
    if (known !== null && !secrets.keyIds.includes(known) && !acceptNewKey) {
      throw new SettingError(
        'SECRET_KEY',
        'This database was set up with another SECRET_KEY (or another secret.key in the data folder), so its stored ' +
          'passwords could not be opened. Put that key back. If it is lost, start once with SECRET_KEY_LOST=true and ' +
          'enter the passwords of the channels again.',
      )
    }
    await tx
      .updateTable('installation')
      .set({ id: id ?? newId(), secret_key_id: secrets.keyId })
      .execute()
  })
}

/** The one row of the installation, held until the transaction ends: changes of who has access wait here. */
export async function lockInstallation(tx: Tx): Promise<{ id: string | null; secret_key_id: string | null }> {
  return tx.selectFrom('installation').select(['id', 'secret_key_id']).forUpdate().executeTakeFirstOrThrow()
}

/** Known from the first start on; an installation that never started has none. */
export async function installationId(db: Db): Promise<string> {
  const { id } = await db.selectFrom('installation').select('id').executeTakeFirstOrThrow()
  if (id === null) throw new Error('The installation has no id yet: bootstrapStaff gives it one.')
  return id
}

/** As customers know us. Who may change it is decided by the caller. */
export async function nameCompany(tx: Tx, name: string | null): Promise<void> {
  await tx.updateTable('installation').set({ company_name: name }).execute()
}

export async function companyName(db: Db | Tx): Promise<string | null> {
  const row = await db.selectFrom('installation').select('company_name').executeTakeFirst()
  return row?.company_name ?? null
}
