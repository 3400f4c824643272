import type { EventType } from '@throughline/protocol/events.ts'
import { oweAcknowledgements, type DeliveryDeps } from './channels/channels.ts'
import type { Tx } from './db/db.ts'
import type { RecordedEvent } from './events/events.ts'
import { retellIssues } from './issues/issues.ts'
import { tellStaff } from './notifications/notifications.ts'
import { oweVisitorMails } from './portal/portal.ts'

/** Gets the events of its rows, in order, as many as are consumed in one transaction. */
export type Reaction = (tx: Tx, events: readonly RecordedEvent[], deps: DeliveryDeps) => Promise<void>

/**
 * What happens next. One row per event that something follows from; reactions run in the transaction in which the
 * events are consumed, so each happens exactly once. What leaves the database (a mail, a webhook) is a job or a
 * delivery row that the reaction writes, never done here.
 *
 * Not in the table is what follows from every event alike: the index of words keeps up by itself, and webhooks send
 * each event to those who asked for it (`worker.ts`).
 */
export const reactions: Partial<Record<EventType, readonly Reaction[]>> = {
  'entry.appended': [tellStaff],
  'issue.opened': [oweAcknowledgements],
  'issue.assigned': [tellStaff],
  'issue.handed_over': [tellStaff],
  'issue.woken': [tellStaff],
  'staff.mentioned': [tellStaff],
  'staff.sign_in_attacked': [tellStaff],
  'channel.flooded': [tellStaff],
  'delivery.changed': [oweVisitorMails],
  'customer.updated': [retellTheirIssues],
  'customer.merged': [retellTheirIssues],
  'customer.merge_undone': [retellTheirIssues],
}

async function retellTheirIssues(tx: Tx, events: readonly RecordedEvent[], { clock }: DeliveryDeps): Promise<void> {
  for (const { type, customerId, data } of events) {
    // A merge is told to both records; by now they are one.
    if (customerId === null || data['intoCustomerId'] !== undefined) continue
    await retellIssues(tx, customerId, clock.now())
    const { otherCustomerId } = data
    if (type === 'customer.merge_undone' && typeof otherCustomerId === 'string') {
      await retellIssues(tx, otherCustomerId, clock.now())
    }
  }
}

export async function react(tx: Tx, events: readonly RecordedEvent[], deps: DeliveryDeps): Promise<void> {
  for (const reaction of new Set(Object.values(reactions).flat())) {
    const causes = events.filter(({ type }) => reactions[type]?.includes(reaction))
    if (causes.length > 0) await reaction(tx, causes, deps)
  }
}
