import type { EventType } from '@throughline/protocol/changes.ts'
import { oweAcknowledgement, type DeliveryDeps } from './channels/channels.ts'
import type { Tx } from './db/db.ts'
import type { RecordedEvent } from './events/events.ts'

export type Reaction = (deps: DeliveryDeps, tx: Tx, event: RecordedEvent) => Promise<void>

/**
 * What happens next. One row per event that something follows from; each reaction runs in the transaction in which
 * the event is consumed, so it happens exactly once. What leaves the database (a mail, a webhook) is a job or a
 * delivery row that the reaction writes, never done here.
 */
export const reactions: Partial<Record<EventType, readonly Reaction[]>> = {
  'issue.opened': [oweAcknowledgement],
}

export async function react(deps: DeliveryDeps, tx: Tx, events: readonly RecordedEvent[]): Promise<void> {
  for (const event of events) {
    for (const reaction of reactions[event.type] ?? []) await reaction(deps, tx, event)
  }
}
