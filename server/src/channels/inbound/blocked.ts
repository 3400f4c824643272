import { channelWords } from '@throughline/protocol/channels/words.ts'
import type { BlockedDomain } from '@throughline/protocol/customers/blocked-senders.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import { blockOf, type Block, type LockedPosition, type ResolvedSender } from '../../people/customers/customers.ts'
import type { Tx } from '../../platform/db/db.ts'

/**
 * Whether the person on whose thread a message would be is blocked; then the position is given back. Asked under the
 * thread's lock: a message is recorded before the block, or set aside. Who got a position with the sender is not blocked.
 */
export async function blockUnderLock(tx: Tx, sender: ResolvedSender, thread: LockedPosition): Promise<Block | null> {
  if (sender.position !== null) return null
  const block = await blockOf(tx, thread.memberIds)
  if (block) await thread.giveBack(tx)
  return block
}

/** An address that is blocked by itself. */
export interface BlockOfAddress {
  /** null: nobody said why. */
  address: Block | null
}

export function whyBlocked(block: Block | BlockedDomain | BlockOfAddress | null): Wording {
  if (block === null) return channelWords.from_blocked()
  if ('domain' in block) {
    const { domain, by, reason } = block
    return channelWords.from_blocked_domain({ domain, name: by.name, reason })
  }
  if (!('address' in block)) return channelWords.from_blocked_person({ name: block.by.name, reason: block.reason })
  const { address } = block
  return address
    ? channelWords.from_blocked_address({ name: address.by.name, reason: address.reason })
    : channelWords.from_blocked()
}
