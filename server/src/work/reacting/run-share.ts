import { whyUnreadable } from '@throughline/protocol/events.ts'
import { setTimeout as delay } from 'node:timers/promises'
import { isConflict } from '../../platform/db/database-errors.ts'
import type { Tx } from '../../platform/db/db.ts'
import { runPart, type PartOutcome } from '../../platform/db/part-of-transaction.ts'
import type { RecordedEvent } from '../../platform/events/events.ts'
import type { AnyReaction } from './reaction.ts'

const conflictsTried = 4

/** Runs a reaction as a part of the transaction. A conflict with other work is tried again at once. */
export async function runShare<Deps>(
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
  for (let attempt = 1; ; attempt++) {
    const outcome = await runPart(tx, () => reaction(tx, read, deps))
    if (!('error' in outcome) || !isConflict(outcome.error) || attempt === conflictsTried) return outcome
    // The other side of the conflict is let past first, or the two meet again.
    await delay(Math.random() * 20 * attempt)
  }
}
