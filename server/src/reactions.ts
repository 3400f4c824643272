import type { EventType } from '@throughline/protocol/changes.ts'
import { oweAcknowledgement, type DeliveryDeps } from './channels/channels.ts'
import type { Tx } from './db/db.ts'
import type { RecordedEvent } from './events/events.ts'
import { oweVisitorMail } from './portal/portal.ts'
import { retellIssues } from './issues/issues.ts'

export type Reaction = (deps: DeliveryDeps, tx: Tx, event: RecordedEvent) => Promise<void>

/**
 * What happens next. One row per event that something follows from; each reaction runs in the transaction in which
 * the event is consumed, so it happens exactly once. What leaves the database (a mail, a webhook) is a job or a
 * delivery row that the reaction writes, never done here.
 */
export const reactions: Partial<Record<EventType, readonly Reaction[]>> = {
  'issue.opened': [oweAcknowledgement],
  'delivery.changed': [oweVisitorMail],
  'customer.updated': [retellTheirIssues],
  'customer.merged': [retellTheirIssues],
  'customer.merge_undone': [retellTheirIssues],
}

async function retellTheirIssues(
  { clock }: DeliveryDeps,
  tx: Tx,
  { type, customerId, data }: RecordedEvent,
): Promise<void> {
  // A merge is told to both records; by now they are one.
  if (customerId === null || data['intoCustomerId'] !== undefined) return
  await retellIssues(tx, customerId, clock.now())
  const { otherCustomerId } = data
  if (type === 'customer.merge_undone' && typeof otherCustomerId === 'string') {
    await retellIssues(tx, otherCustomerId, clock.now())
  }
}

export async function react(deps: DeliveryDeps, tx: Tx, events: readonly RecordedEvent[]): Promise<void> {
  for (const event of events) {
    for (const reaction of reactions[event.type] ?? []) await reaction(deps, tx, event)
  }
}
