import type { Notification } from '@throughline/protocol/notifications.ts'
import { can, type Caller } from '../http/http.ts'

/**
 * A notification as the caller may see it: that they were told stays, but the words and names of a thread go with the
 * right to read threads, and an issue's with that to read issues. A role may have lost both since it was written. Pure.
 */
export function notificationSeenBy(caller: Caller, told: Notification): Notification {
  const customer = { kind: 'customer', id: told.customerId } as const
  const readsThread = can(caller, 'thread.read', customer)
  const readsIssue = told.issue !== null && can(caller, 'issues.read', { kind: 'issue', id: told.issue.id })
  if (readsThread && (readsIssue || told.issue === null)) return told
  return {
    ...told,
    customerName: readsThread || can(caller, 'customers.read', customer) ? told.customerName : null,
    issue: readsIssue ? told.issue : null,
    text: readsThread ? told.text : '',
  }
}
