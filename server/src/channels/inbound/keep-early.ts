import type { Wording } from '@throughline/protocol/words.ts'
import { transact, type Tx } from '../../platform/db/db.ts'
import type { ConfiguredChannel } from '../configuring/channel-store.ts'
import type { MessagePreview } from '../contract.ts'
import { keepEarlyEvent, lockEventsAbout, type EarlyEvent, type NamedMessage } from '../early-events.ts'
import type { InboundDeps } from './deps.ts'
import { insertKept } from './queries.ts'
import { toKeep, type Source } from './set-aside.ts'

export interface TooEarly extends Wording {
  event: EarlyEvent
  /** What it is about. */
  of: NamedMessage
  kind: string
  preview?: MessagePreview | undefined
  source: Source
  /** Whether that has been recorded meanwhile. */
  isKnown: (tx: Tx) => Promise<boolean>
}

/** Keeps an event about a message that is not known, or not yet: people see it meanwhile. False: it is known by now. */
export async function keepEarly(deps: InboundDeps, channel: ConfiguredChannel, early: TooEarly): Promise<boolean> {
  const { event, of, isKnown, source, ...kept } = early
  const { row, preview } = await toKeep(deps, channel, {
    ...kept,
    providerId: event.providerId,
    state: 'set_aside',
    source,
  })
  const isKept = await transact(deps.db, async (tx) => {
    await lockEventsAbout(tx, of)
    if (await isKnown(tx)) return false
    if (await insertKept(tx, row, preview)) {
      await keepEarlyEvent(tx, deps, { inboundId: row.id, of, event, now: deps.clock.now() })
    }
    await source.guard?.(tx)
    return true
  })
  if (isKept) deps.tally.received(channel.id, 'set_aside')
  return isKept
}
