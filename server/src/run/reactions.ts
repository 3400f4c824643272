import { queueAcknowledgements, queueAnswerLinks, queueEarlyEvents, sendScanned } from '../channels/channels.ts'
import type { Tx } from '../platform/db/db.ts'
import type { Foundations } from './foundations.ts'
import { announceIssues, followAsPreferred } from '../work/issues/issues.ts'
import { notifyStaff } from '../judgement/notifications/notifications.ts'
import type { Clock } from '../lib/clock.ts'
import { scheduleUnseenMails } from '../edges/portal/portal.ts'
import { enqueueWebhooks } from '../edges/webhooks/webhooks.ts'
import { indexEntries, queueScans } from '../record/timeline/timeline.ts'
import type { EventOf, Reactions, Taker } from '../work/reacting/reacting.ts'

/**
 * What happens next. One row per event that something follows from; reactions run in the transaction in which the
 * events are consumed, each as a part of its own, so each happens exactly once. One that throws is tried again and then
 * set aside (`reacting`); the others go on. What leaves the database (a mail, a webhook) is a job or a delivery row that
 * the reaction writes, never done here.
 *
 * A reaction says which types it knows; one that is entered for another type does not compile. What follows from every
 * event alike is below the table.
 */
export const reactions: Reactions<Foundations> = {
  'entry.appended': [notifyStaff, followAsPreferred, queueScans, queueEarlyEvents],
  'entry.files_scanned': [sendScanned],
  'issue.opened': [queueAcknowledgements, queueAnswerLinks],
  'issue.assigned': [notifyStaff],
  'issue.handed_over': [notifyStaff],
  'entry.handover_changed': [notifyStaff],
  'entry.forward_answered': [notifyStaff],
  'issue.woken': [notifyStaff],
  'issue.linked': [notifyStaff],
  'issue.reply_held_back': [notifyStaff],
  'issue.resolved': [notifyStaff],
  'issue.reopened': [notifyStaff],
  'staff.mentioned': [notifyStaff, followAsPreferred],
  'staff.sign_in_attacked': [notifyStaff],
  'channel.flooded': [notifyStaff],
  'delivery.changed': [scheduleUnseenMails, notifyStaff],
  'customer.updated': [announceIssuesOfCustomer],
  'customer.merged': [announceIssuesOfCustomer],
  'customer.merge_undone': [announceIssuesOfCustomer],
}

/**
 * What is done about every event alike, whatever its type, and how it is known. Each follows the feed by itself, so that
 * what a person waits for does not wait for it; an event that it cannot take is tried again and set aside, as one is at
 * which a reaction fails.
 */
export const takerNames = { words: 'indexWords', webhooks: 'enqueueWebhooks' } as const

/** `toBeSent`: called when there is something for webhooks to send after the commit. */
export function takersOf(toBeSent: () => void): Record<keyof typeof takerNames, Taker<Foundations>> {
  return {
    words: { name: takerNames.words, take: indexEntries },
    webhooks: {
      name: takerNames.webhooks,
      async take(tx, events, deps) {
        if (await enqueueWebhooks(deps, tx, events)) toBeSent()
      },
    },
  }
}

async function announceIssuesOfCustomer(
  tx: Tx,
  events: readonly EventOf<'customer.updated' | 'customer.merged' | 'customer.merge_undone'>[],
  { clock }: { clock: Clock },
): Promise<void> {
  for (const { type, customerId, data } of events) {
    if (customerId === null) continue
    // A merge is an event of both records; by now they are one.
    if (type === 'customer.merged' && data.intoCustomerId !== undefined) continue
    await announceIssues(tx, customerId, clock.now())
    if (type === 'customer.merge_undone') await announceIssues(tx, data.otherCustomerId, clock.now())
  }
}
