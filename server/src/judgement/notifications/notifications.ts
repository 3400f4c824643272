/**
 * What staff are notified of: an issue became theirs, a colleague named them, their customer answered, something was handed
 * over to them, a snooze ended. Owns `notifications`.
 *
 * Reacts to events only (`notifyStaff`, in the table of reactions): the code that assigns or writes knows nothing of it.
 * Refuses to copy what was said: a notification points to an entry and an issue, and is shown with their words of this
 * moment. Refuses to notify people of what they did themselves, or have switched off.
 */
export { notifyStaff } from './notify-staff.ts'
export { countUnread, newestPosition, notificationsAfter, pruneNotifications, type NotificationRow } from './queries.ts'
export { notificationRoutes } from './routes.ts'
export { notificationRuleSql, notificationSeenBy, notificationsSeenBy } from './seen-by.ts'
export { viewNotifications, type ViewedNotification } from './view-notifications.ts'
