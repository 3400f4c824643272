import { newId } from '../../lib/ids.ts'
import { transact, type Db, type Tx } from '../../platform/db/db.ts'
import type { ConfiguredChannel } from '../configuring/channel-store.ts'
import type { InboundMessageEvent } from '../contract.ts'
import type { InboundDeps } from './deps.ts'
import { inboundOfChannels, isDuplicateMark, markAccepted, type InboundRow } from './queries.ts'

/** Other channels of ours that the message was for as well: from memory, and for most messages none. */
export async function otherChannelsOf(
  { whoIsUs }: Pick<InboundDeps, 'whoIsUs'>,
  channelId: string,
  { alsoTo = [] }: InboundMessageEvent,
): Promise<string[]> {
  if (alsoTo.length === 0) return []
  const channels = (await whoIsUs.now()).channelsOf(alsoTo)
  channels.delete(channelId)
  return [...channels]
}

/** One mail to two of our addresses is one entry: the mark that another channel has left of it. */
export async function markOfOtherChannel(
  db: Db | Tx,
  otherChannelIds: readonly string[],
  { providerId }: InboundMessageEvent,
): Promise<(InboundRow & { entry_id: string }) | undefined> {
  if (otherChannelIds.length === 0) return undefined
  const marks = await inboundOfChannels(db, otherChannelIds, providerId)
  return marks.find((mark): mark is InboundRow & { entry_id: string } => mark.entry_id !== null)
}

/** It is on its thread already, by another channel of ours: this one has it as well. */
export async function markRepeated(
  deps: InboundDeps,
  channel: ConfiguredChannel,
  event: InboundMessageEvent,
  { entry_id: entryId, customer_id: customerId }: { entry_id: string; customer_id: string | null },
): Promise<void> {
  try {
    await transact(deps.db, async (tx) => {
      const { providerId } = event
      const what = { id: newId(), channelId: channel.id, providerId, kind: 'message', entryId, customerId }
      await markAccepted(tx, { ...what, at: deps.clock.now() })
    })
  } catch (error) {
    if (!isDuplicateMark(error)) throw error
  }
}
