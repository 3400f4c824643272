import type { EventType } from '@throughline/protocol/events.ts'
import type { Tx } from '../db/db.ts'
import type { RecordedEvent } from '../events/events.ts'

/**
 * Does what follows from events: gets those of its rows, in order, as many as are consumed in one transaction. It does
 * nothing but database work by `tx` (whatever leaves the database is a job that it writes), and awaits all that it
 * begins. When it throws, what it wrote is taken back, and it is run again, for a part of the events or each alone.
 *
 * The name of the function is how it is known, in the database and in numbers: keep it.
 */
export type Reaction<Deps> = (tx: Tx, events: readonly RecordedEvent[], deps: Deps) => Promise<void>

/** Which reactions each type of event has, in the order in which they are run. */
export type Reactions<Deps> = Partial<Record<EventType, readonly Reaction<Deps>[]>>

/** Each once. Two of one name throw: what failed could not be given back to the right one. */
export function byName<Deps>(reactions: Reactions<Deps>): ReadonlyMap<string, Reaction<Deps>> {
  const known = new Map<string, Reaction<Deps>>()
  for (const reaction of Object.values(reactions).flat()) {
    if (reaction.name === '') throw new Error('A reaction has no name.')
    if ((known.get(reaction.name) ?? reaction) !== reaction) {
      throw new Error(`Two reactions have the name ${reaction.name}.`)
    }
    known.set(reaction.name, reaction)
  }
  return known
}

/**
 * Whose events a reaction takes in order: those of one customer, or those of one type that are about no customer. While
 * one of them waits for its next try, the later ones of its subject wait behind it.
 */
export function subjectOf({ customerId, type }: Pick<RecordedEvent, 'customerId' | 'type'>): string {
  return customerId ?? type
}
