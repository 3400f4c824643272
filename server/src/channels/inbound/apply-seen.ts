import { channelWords } from '@throughline/protocol/channels/words.ts'
import { canonicalIdOf, isBlocked, lockCustomer } from '../../people/customers/customers.ts'
import { transact } from '../../platform/db/db.ts'
import type { ConfiguredChannel } from '../configuring/channel-store.ts'
import type { InboundSeenEvent, InboundTypingEvent } from '../contract.ts'
import { readUpTo } from '../outbound/address-deliveries.ts'
import { knownAddress } from './about-message.ts'
import type { InboundDeps } from './deps.ts'
import { markApplied } from './mark-recorded.ts'
import { inboundByProviderId, isDuplicateMark } from './queries.ts'
import { setAside, type Source } from './set-aside.ts'

/** The customer has read everything that was sent to their address until then. */
export async function applySeen(
  deps: InboundDeps,
  channel: ConfiguredChannel,
  event: InboundSeenEvent,
  source: Source,
): Promise<void> {
  const { providerId, type: kind } = event
  const address = await knownAddress(deps.db, channel, event.from)
  if (!address) {
    return setAside(deps, channel, { providerId, kind, state: 'set_aside', source, ...channelWords.about_nobody() })
  }
  const now = deps.clock.now()
  // Nobody has read what is not written yet, whatever a wrong clock says.
  const upTo = event.upTo < now ? event.upTo : now
  try {
    const canonicalId = await transact(deps.db, async (tx) => {
      const { canonicalId: customerId } = await lockCustomer(tx, address.homeId)
      const before = await inboundByProviderId(tx, channel.id, providerId)
      if (before?.state === 'accepted') return null
      const { id: identityId, homeId } = address
      await readUpTo(tx, { channelId: channel.id, identityId, homeId, canonicalId: customerId, upTo, now })
      const mark = { providerId, kind, channelId: channel.id, entryId: null, customerId: homeId, now }
      await markApplied(tx, before, mark)
      await source.guard?.(tx)
      return customerId
    })
    if (canonicalId !== null) deps.changed(canonicalId, [])
  } catch (error) {
    if (!isDuplicateMark(error)) throw error
  }
}

/** Shown to who has the thread open, on every node, while it lasts; kept nowhere. */
export async function showTyping(
  { db, hints }: Pick<InboundDeps, 'db' | 'hints'>,
  channel: ConfiguredChannel,
  { from }: InboundTypingEvent,
): Promise<void> {
  const address = await knownAddress(db, channel, from)
  if (!address || (await isBlocked(db, address.id))) return
  hints.publish({ about: 'typing', customerId: await canonicalIdOf(db, address.homeId) })
}
