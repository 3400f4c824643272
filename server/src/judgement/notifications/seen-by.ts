import type { Notification } from '@throughline/protocol/notifications/notifications.ts'
import { can, everything, type Caller } from '../../platform/http/http.ts'

/**
 * A notification as the caller may see it: that they were told stays, but the words and names of a thread go with the
 * right to read threads, and an issue's with that to read issues. A role may have lost both since it was written. Pure.
 */
export function notificationSeenBy(caller: Caller, told: Notification): Notification {
  if (told.customerId === null) return attackSeenBy(caller, told)
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

/** One's own account is one's own matter; the rest goes with what those were told for. */
function attackSeenBy(caller: Caller, told: Notification): Notification {
  if (told.kind === 'account_attacked') return told
  const action = told.kind === 'channel_flooded' ? 'channels.manage' : 'audit.read'
  return can(caller, action, everything) ? told : { ...told, notice: null }
}
