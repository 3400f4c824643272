import type { Wording } from '@throughline/protocol/words.ts'
import { quotedUnlessOurs } from '../../lib/errors.ts'
import type { ConfiguredChannel } from '../configuring/channel-store.ts'
import type { DeliveryDeps } from './deps.ts'

/**
 * That nothing of a channel leaves is kept with the channel, for those who can mend it. Written when it changes only:
 * a message that leaves while all is well costs nothing.
 */
export async function noteThatNothingLeaves(
  deps: DeliveryDeps,
  channel: ConfiguredChannel,
  wording: Wording,
): Promise<void> {
  const { sentence, words } = quotedUnlessOurs(wording)
  if (channel.sendingFailure?.sentence === sentence) return
  const since = channel.sendingFailure?.since ?? deps.clock.now().toISOString()
  await write(deps, channel, JSON.stringify({ since, sentence, words }))
}

export async function noteThatMailLeaves(deps: DeliveryDeps, channel: ConfiguredChannel): Promise<void> {
  if (channel.sendingFailure !== null) await write(deps, channel, null)
}

async function write({ db, store }: DeliveryDeps, { id }: ConfiguredChannel, failure: string | null): Promise<void> {
  await db.updateTable('channels').set({ sending_failure: failure }).where('id', '=', id).execute()
  store.refresh()
}
