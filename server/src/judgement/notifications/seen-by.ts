import { httpWords } from '@throughline/protocol/http/words.ts'
import type { Notification } from '@throughline/protocol/notifications/notifications.ts'
import { sql, type RawBuilder } from 'kysely'
import { customerFacts, customerSubject } from '../../people/customers/customers.ts'
import { can, everything, ruleSql, type Caller, type Subject, type SubjectKind } from '../../platform/http/http.ts'
import { issueFacts } from '../../work/issues/issues.ts'
import type { ViewedNotification } from './view-notifications.ts'

const aNotification: SubjectKind = { name: 'notification', seenBy: null, unknown: httpWords.nothing_here }

/**
 * A notification as the caller may see it. It stays in the list, but the words and names of a thread are shown only with
 * the right to read threads, and those of an issue only with the right to read issues: a role may have lost both since it
 * was written. Null: a rule hides the customer or the issue. Pure.
 */
export function notificationSeenBy(caller: Caller, viewed: ViewedNotification): Notification | null {
  const { told, issue, issueOfEntry } = viewed
  if (told.customerId === null) return attackSeenBy(caller, told)
  const customer = customerSubject(told.customerId)
  const subject: Subject = { ...customer, kind: aNotification, issue }
  if (!can(caller, 'signed-in', subject)) return null
  const readsThread = can(caller, 'thread.read', subject)
  const readsEntry = readsThread && can(caller, 'thread.read', { ...subject, issue: issueOfEntry })
  const seesCustomer = readsThread || can(caller, 'customers.read', customer)
  return {
    ...told,
    customerName: seesCustomer ? told.customerName : null,
    by: seesCustomer || told.by?.kind !== 'customer' ? told.by : null,
    issue: can(caller, 'issues.read', subject) ? told.issue : null,
    text: readsEntry ? told.text : '',
  }
}

/** The same of several, without those that are hidden. */
export function notificationsSeenBy(caller: Caller, viewed: readonly ViewedNotification[]): Notification[] {
  return viewed.map((one) => notificationSeenBy(caller, one)).filter((one) => one !== null)
}

/** Conditions on `notifications` that leave out the hidden ones. */
export function notificationRuleSql(caller: Caller): RawBuilder<boolean>[] {
  const ofIssue = issueFacts.sql(sql.ref('notifications.issue_id'))
  return ruleSql(caller, 'signed-in', { ...customerFacts(sql.ref('notifications.customer_id')), ...ofIssue })
}

/** Attacks on one's own account are always shown; the others need the permission for which people were notified. */
function attackSeenBy(caller: Caller, told: Notification): Notification {
  if (told.kind === 'account_attacked') return told
  const action = told.kind === 'channel_flooded' ? 'channels.manage' : 'audit.read'
  return can(caller, action, everything) ? told : { ...told, notice: null }
}
