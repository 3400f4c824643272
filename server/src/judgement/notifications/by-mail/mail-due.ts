import { hourMs, minuteMs, type Clock } from '../../../lib/clock.ts'
import { newId } from '../../../lib/ids.ts'
import { hasDeskOpen, mailboxOf, preferencesOf } from '../../../people/staff/staff.ts'
import type { Tx } from '../../../platform/db/db.ts'
import type { Jobs } from '../../../platform/jobs/jobs.ts'
import { scheduleTimer, type FiredTimer } from '../../../platform/timers/timers.ts'
import type { NotificationMailer } from './mailer.ts'
import { insertMail, oldestOfLastMails, takeUnmailed, unmailedSince } from './queries.ts'
import { keyOf, mailIsDue, readKey } from './schedule-mail.ts'
import { notificationMailJob } from './send-mail.ts'

/** With a desk open one sees notifications; what nobody has read for so long was overlooked, or the desk was left open. */
const longestWithDeskMs = 2 * hourMs

/** The brake: a customer who writes without end fills no mailbox. What comes after so many mails is one mail later. */
const mostMails = 5
const perMs = 10 * minuteMs

export interface MailDueDeps {
  clock: Clock
  jobs: Jobs
  staffMail: NotificationMailer
}

/** The timer: makes one mail of all that is still unread about the issue, in the transaction that deletes the timer. */
export async function mailDue(tx: Tx, { key }: FiredTimer, deps: MailDueDeps): Promise<void> {
  const about = readKey(key)
  const { staffId, issueId, turn } = about
  const { when, afterMinutes, kinds } = (await preferencesOf(tx, [staffId])).get(staffId)!.mailNotifications
  if (when === 'off' || kinds.length === 0) return
  const mailbox = await mailboxOf(tx, staffId)
  if (!mailbox?.isProven || (await deps.staffMail.way()) === null) return
  const since = await unmailedSince(tx, { staffId, issueId, kinds })
  if (since === null) return
  const now = deps.clock.now()
  const putOff = (at: Date) => {
    const other = turn === 'first' ? 'again' : 'first'
    return scheduleTimer(tx, mailIsDue, { key: keyOf({ ...about, turn: other }), at, unlessThere: true })
  }
  const waitedMs = now.getTime() - since.getTime()
  if (when === 'away' && waitedMs < longestWithDeskMs && (await hasDeskOpen(tx, staffId, now))) {
    return putOff(new Date(now.getTime() + afterMinutes * minuteMs))
  }
  const last = { staffId, issueId, count: mostMails, since: new Date(now.getTime() - perMs) }
  const oldest = await oldestOfLastMails(tx, last)
  if (oldest !== null) return putOff(new Date(oldest.getTime() + perMs))
  const mailId = newId()
  if ((await takeUnmailed(tx, { mailId, staffId, issueId, kinds })) === 0) return
  await insertMail(tx, { id: mailId, staffId, issueId, now })
  await deps.jobs.enqueue(tx, notificationMailJob, { mailId })
}
