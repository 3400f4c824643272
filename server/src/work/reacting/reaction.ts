import type { EventData, EventType } from '@throughline/protocol/events.ts'
import type { Tx } from '../../platform/db/db.ts'
import type { RecordedEvent } from '../../platform/events/events.ts'

/** An event of one of these types, with the data that its schema says. */
export type EventOf<T extends EventType> = {
  [Type in T]: Omit<RecordedEvent, 'type' | 'data'> & { type: Type; data: EventData<Type> }
}[T]

/**
 * Does what follows from events: gets those of its rows, in order, as many as are consumed in one transaction. It does
 * nothing but database work by `tx` (whatever leaves the database is a job that it writes), and awaits all that it
 * begins. When it throws, what it wrote is taken back, and it is run again, for a part of the events or each alone. An
 * event whose data does not fit its schema is never handed over; it counts as one at which the reaction fails.
 *
 * The name of the function is how it is known, in the database and in numbers: keep it.
 */
export type Reaction<T extends EventType, Deps> = (tx: Tx, events: readonly EventOf<T>[], deps: Deps) => Promise<void>

/** Which reactions each type of event has, in the order in which they are run. */
export type Reactions<Deps> = { [T in EventType]?: readonly Reaction<T, Deps>[] }

/** A reaction to events of some types, which are known where it was entered in the table. */
export type AnyReaction<Deps> = Reaction<never, Deps>

/**
 * What is done about every event alike, by a consumer of its own: it gets all events as they were recorded, also those
 * that no schema knows. The rules for reactions hold for it; `name` is how it is known.
 */
export interface Taker<Deps> {
  name: string
  take(tx: Tx, events: readonly RecordedEvent[], deps: Deps): Promise<void>
}

/** Each once. Two of one name throw: what failed could not be given back to the right one. */
export function byName<Deps>(reactions: Reactions<Deps>): ReadonlyMap<string, AnyReaction<Deps>> {
  const known = new Map<string, AnyReaction<Deps>>()
  const entered: readonly (readonly AnyReaction<Deps>[])[] = Object.values(reactions)
  for (const reaction of entered.flat()) {
    if (reaction.name === '') throw new Error('A reaction has no name.')
    if ((known.get(reaction.name) ?? reaction) !== reaction) {
      throw new Error(`Two reactions have the name ${reaction.name}.`)
    }
    known.set(reaction.name, reaction)
  }
  return known
}

export function reactsTo<Deps>(reactions: Reactions<Deps>, reaction: AnyReaction<Deps>, type: EventType): boolean {
  const entered: readonly AnyReaction<Deps>[] = reactions[type] ?? []
  return entered.includes(reaction)
}

/**
 * Whose events a reaction takes in order: those of one customer, or those of one type that are about no customer. While
 * one of them waits for its next try, the later ones of its subject wait behind it.
 */
export function subjectOf({ customerId, type }: Pick<RecordedEvent, 'customerId' | 'type'>): string {
  return customerId ?? type
}
