import { channelWords } from '@throughline/protocol/channels/words.ts'
import { newId } from '../../lib/ids.ts'
import { AppError } from '../../lib/errors.ts'
import type { Tx } from '../../platform/db/db.ts'
import { markAccepted, markReplayed, type InboundRow } from './queries.ts'
import type { Replay } from './set-aside.ts'

/** That a message was recorded, by which a repetition is found: the kept record itself where that was read again. */
export async function markRecorded(
  tx: Tx,
  replay: Replay | undefined,
  recorded: { providerId: string; channelId: string; entryId: string; customerId: string; now: Date },
): Promise<void> {
  const { providerId, channelId, entryId, customerId, now } = recorded
  const mark = { providerId, kind: 'message', entryId, customerId }
  if (!replay?.isMark) return markAccepted(tx, { ...mark, id: newId(), channelId, at: now })
  const isFirst = await markReplayed(tx, replay.id, { ...mark, ...channelWords.replayed() })
  // Two people at once: the second records nothing.
  if (!isFirst) throw new AppError('conflict', channelWords.on_thread_already())
}

/** The same of an event that is no message; `before`: it was kept, because it came too early. */
export async function markApplied(
  tx: Tx,
  before: Pick<InboundRow, 'id'> | undefined,
  applied: {
    providerId: string
    kind: string
    channelId: string
    entryId: string | null
    customerId: string | null
    now: Date
  },
): Promise<void> {
  const { now: at, channelId, ...mark } = applied
  if (before) await markReplayed(tx, before.id, { ...mark, ...channelWords.applied_later() })
  else await markAccepted(tx, { ...mark, id: newId(), channelId, at })
}
