import { whyUnreadable } from '@throughline/protocol/events.ts'
import { setTimeout as delay } from 'node:timers/promises'
import { isConflict } from '../../platform/db/database-errors.ts'
import type { Tx } from '../../platform/db/db.ts'
import { runPart, type PartOutcome } from '../../platform/db/part-of-transaction.ts'
import type { RecordedEvent } from '../../platform/events/events.ts'
import type { AnyReaction, Taker } from './reaction.ts'

const conflictsTried = 4

/** Does what a reaction or a taker does about events, as a part of the transaction. */
export type RunShare<Deps> = (tx: Tx, events: readonly RecordedEvent[], deps: Deps) => Promise<PartOutcome<void>>

export function sharesOf<Deps>(reaction: AnyReaction<Deps>): RunShare<Deps> {
  return (tx, events, deps) => runReaction(tx, reaction, events, deps)
}

export function sharesTaken<Deps>(taker: Taker<Deps>): RunShare<Deps> {
  return (tx, events, deps) => withoutConflict(tx, () => taker.take(tx, events, deps))
}

async function runReaction<Deps>(
  tx: Tx,
  reaction: AnyReaction<Deps>,
  events: readonly RecordedEvent[],
  deps: Deps,
): Promise<PartOutcome<void>> {
  for (const { type, data } of events) {
    const reason = whyUnreadable(type, data)
    if (reason !== null) return { error: new Error(reason) }
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- of the types that it is entered for, and just read
  const read = events as readonly never[]
  return withoutConflict(tx, () => reaction(tx, read, deps))
}

/** A conflict with other work is tried again at once. */
async function withoutConflict(tx: Tx, work: () => Promise<void>): Promise<PartOutcome<void>> {
  for (let attempt = 1; ; attempt++) {
    const outcome = await runPart(tx, work)
    if (!('error' in outcome) || !isConflict(outcome.error) || attempt === conflictsTried) return outcome
    // The other side of the conflict is let past first, or the two meet again.
    await delay(Math.random() * 20 * attempt)
  }
}
