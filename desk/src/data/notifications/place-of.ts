import type { Notification } from '@throughline/protocol/notifications/notifications.ts'
import { paths } from '../../paths.ts'

/** Where a notification leads. An attack leads to what can be done about it. */
export function placeOf({ kind, issue, customerId, notice }: Notification) {
  if (issue) return { to: paths.inboxIssue, params: { issueId: issue.id } }
  if (customerId !== null) return { to: paths.customerThread, params: { customerId } }
  if (kind === 'channel_flooded' && notice?.subjectId) {
    return { to: paths.channel, params: { channelId: notice.subjectId } }
  }
  if (kind === 'sign_in_attacked' && notice) {
    return { to: paths.audit, hash: notice.subjectId ? 'staff.account_attacked' : 'staff.address_attacks' }
  }
  return { to: paths.account }
}
