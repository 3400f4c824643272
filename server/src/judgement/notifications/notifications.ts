/**
 * What staff are notified of: an issue became theirs, a colleague named them, their customer answered, something was handed
 * over to them, a snooze ended. Owns
 * `notifications`, `notification_mails` and `notification_mailboxes`.
 *
 * Also owns which of them go by mail (`by-mail/`): when, in which words, and whether the address is proven. The channels
 * hand these mails over; this part sends nothing itself.
 *
 * Reacts to events only (`notifyStaff`, in the table of reactions): the code that assigns or writes knows nothing of it.
 * Refuses to copy what was said: a notification points to an entry and an issue, and is shown with their words of this
 * moment. Refuses to notify people of what they did themselves, or have switched off.
 */
export { mailDue } from './by-mail/mail-due.ts'
export { bouncedNotification } from './by-mail/bounced.ts'
export { mailboxRoutes } from './by-mail/mailbox-routes.ts'
export type { AnswersGo, MailOutcome, NotificationMail, NotificationMailer } from './by-mail/mailer.ts'
export { pruneMails } from './by-mail/queries.ts'
export { mailIsDue } from './by-mail/schedule-mail.ts'
export { notificationMailJob, sendNotificationMail } from './by-mail/send-mail.ts'
export { notifyStaff } from './notify-staff.ts'
export { countUnread, newestPosition, notificationsAfter, pruneNotifications, type NotificationRow } from './queries.ts'
export { notificationRoutes } from './routes.ts'
export { notificationRuleSql, notificationSeenBy, notificationsSeenBy } from './seen-by.ts'
export { viewNotifications, type ViewedNotification } from './view-notifications.ts'
