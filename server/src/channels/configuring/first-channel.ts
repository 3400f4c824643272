import { transact, type Db } from '../../platform/db/db.ts'
import type { Clock } from '../../lib/clock.ts'
import { newId } from '../../lib/ids.ts'
import type { ChannelStore } from './channel-store.ts'

/**
 * On an empty database: one mail channel without an address. It takes in what this machine sends to its own name, so that
 * the first mail needs no setting, and nothing else until an admin gives it an address.
 */
export async function ensureFirstChannel(deps: { db: Db; clock: Clock; store: ChannelStore }): Promise<void> {
  const now = deps.clock.now()
  const made = await transact(deps.db, async (tx) => {
    const any = await tx.selectFrom('channels').select('id').limit(1).executeTakeFirst()
    if (any) return false
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('channels')
      .values({
        id: newId(),
        kind: 'email',
        name: 'Email',
        settings: JSON.stringify({ quotedHistory: 'last' }),
        secrets: null,
        enabled: true,
        health: null,
        created_at: now,
        updated_at: now,
        deleted_at: null,
      })
      .executeTakeFirst()
    return numInsertedOrUpdatedRows === 1n
  })
  if (made) await deps.store.changed()
}
