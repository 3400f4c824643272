import type { Tx } from '../../../platform/db/db.ts'
import { recordEvents } from '../../../platform/events/events.ts'
import type { Actor } from '../tables.ts'
import { lockCustomer } from '../thread/lock-thread.ts'
import { clearBlock, writeBlock } from './queries.ts'

export interface Blocked {
  canonicalId: string
  /** The records that were changed; none when all was so already. */
  changedIds: string[]
}

/**
 * Blocks a person: every record that stands for them now, so that each side of a merge that is undone stays blocked.
 * No address is touched; what comes onto the thread decides. Under the thread's lock: a message is recorded before the
 * block or set aside after it.
 */
export async function blockCustomer(
  tx: Tx,
  { customerId, reason, by, now }: { customerId: string; reason: string; by: Actor; now: Date },
): Promise<Blocked> {
  const { canonicalId, memberIds } = await lockCustomer(tx, customerId)
  const changedIds = await writeBlock(tx, memberIds, { at: now, by, reason })
  if (changedIds.length > 0) {
    await recordEvents(tx, [{ type: 'customer.blocked', customerId: canonicalId, data: { reason } }], now)
  }
  return { canonicalId, changedIds }
}

/** Takes the block off every record of the person. An address that is blocked by itself stays so. */
export async function unblockCustomer(
  tx: Tx,
  { customerId, now }: { customerId: string; now: Date },
): Promise<Blocked> {
  const { canonicalId, memberIds } = await lockCustomer(tx, customerId)
  const changedIds = await clearBlock(tx, memberIds)
  if (changedIds.length > 0) {
    await recordEvents(tx, [{ type: 'customer.unblocked', customerId: canonicalId, data: {} }], now)
  }
  return { canonicalId, changedIds }
}
