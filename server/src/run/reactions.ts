import { oweAcknowledgements } from '../channels/channels.ts'
import type { Tx } from '../platform/db/db.ts'
import type { Foundations } from './foundations.ts'
import { retellIssues } from '../work/issues/issues.ts'
import { tellStaff } from '../judgement/notifications/notifications.ts'
import type { Clock } from '../lib/clock.ts'
import { oweVisitorMails } from '../edges/portal/portal.ts'
import type { EventOf, Reactions } from '../work/reacting/reacting.ts'

/**
 * What happens next. One row per event that something follows from; reactions run in the transaction in which the
 * events are consumed, each as a part of its own, so each happens exactly once. One that throws is tried again and then
 * set aside (`reacting`); the others go on. What leaves the database (a mail, a webhook) is a job or a delivery row that
 * the reaction writes, never done here.
 *
 * A reaction says which types it knows; one that is entered for another type does not compile. Not in the table is what
 * follows from every event alike: the index of words keeps up by itself, and webhooks send each event to those who asked
 * for it (`worker.ts`).
 */
export const reactions: Reactions<Foundations> = {
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

async function retellTheirIssues(
  tx: Tx,
  events: readonly EventOf<'customer.updated' | 'customer.merged' | 'customer.merge_undone'>[],
  { clock }: { clock: Clock },
): Promise<void> {
  for (const { type, customerId, data } of events) {
    if (customerId === null) continue
    // A merge is told to both records; by now they are one.
    if (type === 'customer.merged' && data.intoCustomerId !== undefined) continue
    await retellIssues(tx, customerId, clock.now())
    if (type === 'customer.merge_undone') await retellIssues(tx, data.otherCustomerId, clock.now())
  }
}
