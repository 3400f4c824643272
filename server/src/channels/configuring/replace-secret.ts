import { transact, type Db } from '../../platform/db/db.ts'
import type { Logger } from '../../lib/logger.ts'
import type { SecretBox } from '../../lib/secrets.ts'
import { openSecrets, sealSecrets, type ChannelStore } from './channel-store.ts'

/**
 * A provider gave a new secret in place of the one that was used, and refuses that from now on: each channel that holds it
 * gets the new one. The channel has not been changed by anybody, so its connection stays. What was given by an admin
 * meanwhile is left alone. Does not reject: the process that has the new one goes on with it, and says so.
 */
export async function replaceSecret(
  deps: { db: Db; secrets: SecretBox; logger: Logger; store: Pick<ChannelStore, 'refresh'> },
  { kind, path, was, now }: { kind: string; path: string; was: string; now: string },
): Promise<void> {
  const { db, secrets, logger, store } = deps
  try {
    await transact(db, async (tx) => {
      const rows = await tx
        .selectFrom('channels')
        .select(['id', 'secrets'])
        .where('kind', '=', kind)
        .where('deleted_at', 'is', null)
        .orderBy('id')
        .forUpdate()
        .execute()
      for (const { id, secrets: sealed } of rows) {
        const opened = openSecrets(secrets, id, sealed)
        if (opened?.[path] !== was) continue
        const kept = sealSecrets(secrets, id, { ...opened, [path]: now })
        await tx.updateTable('channels').set({ secrets: kept }).where('id', '=', id).execute()
      }
    })
    store.refresh()
  } catch (error) {
    logger.error(
      { err: error, setting: path },
      'a secret that the provider replaced could not be kept: after a restart it has to be given again',
    )
  }
}
