import { notificationWords } from '@throughline/protocol/notifications/words.ts'
import { joinWordings, type Wording } from '@throughline/protocol/words.ts'
import { dayMs, hourMs, minuteMs, type Clock } from '../../../lib/clock.ts'
import { companyName, mailboxOf, preferencesOf, setMailboxProven } from '../../../people/staff/staff.ts'
import { transact, type Db } from '../../../platform/db/db.ts'
import { can, type Caller } from '../../../platform/http/http.ts'
import type { JobKind, Jobs } from '../../../platform/jobs/jobs.ts'
import { issueById, issueSubject, type IssueRow } from '../../../work/issues/issues.ts'
import { lastMessageOf, ownWords } from '../../../record/timeline/timeline.ts'
import { notificationsSeenBy } from '../seen-by.ts'
import { viewNotifications } from '../view-notifications.ts'
import { notificationMailWords, quotable, type ToSay } from './compose.ts'
import type { NotificationMail, NotificationMailer } from './mailer.ts'
import { countTry, mailById, noteFailed, notificationsIn, settleMail, type MailRow } from './queries.ts'

/** Hands one mail to a channel. Retries are ours; pg-boss only covers crashes. */
export const notificationMailJob: JobKind<{ mailId: string }> = {
  name: 'notification-mail',
  retryLimit: 20,
  retryDelaySeconds: 2,
  retryDelayMaxSeconds: 60,
}

export interface SendingDeps {
  db: Db
  clock: Clock
  jobs: Jobs
  publicUrl: string
  staffMail: NotificationMailer
  /** The person with the rights that they have by now; null: they have left. */
  staffCaller(staffId: string): Promise<Caller | null>
}

/** A notification of yesterday helps nobody: it stands in the desk. */
const triedForMs = dayMs
const firstPauseMs = minuteMs
const longestPauseMs = hourMs

export async function sendNotificationMail(deps: SendingDeps, { mailId }: { mailId: string }): Promise<void> {
  const row = await mailById(deps.db, mailId)
  if (row?.state !== 'queued') return
  const now = deps.clock.now()
  const mail = await prepare(deps, row)
  if (mail === null) return settleMail(deps.db, mailId, { state: 'cancelled', at: now })
  const outcome = await deps.staffMail.notify(mail)
  switch (outcome.kind) {
    case 'sent':
      return settleMail(deps.db, mailId, { state: 'sent', messageId: outcome.messageId, at: now })
    case 'later':
      return tryLater(deps, row, outcome, now)
    case 'no_channel':
      return settleMail(deps.db, mailId, { state: 'failed', failure: notificationWords.no_mail(), at: now })
    case 'refused':
      await transact(deps.db, async (tx) => {
        await settleMail(tx, mailId, { state: 'failed', failure: outcome.why, at: now })
        if (!outcome.addressIsDead) return
        await noteFailed(tx, row.staff_id, outcome.why, now)
        await setMailboxProven(tx, row.staff_id, false)
      })
  }
}

async function tryLater(
  { db, jobs }: SendingDeps,
  row: MailRow,
  { afterMs, why }: { afterMs: number | null; why: Wording },
  now: Date,
): Promise<void> {
  const pauseMs = Math.max(Math.min(firstPauseMs * 2 ** row.tries, longestPauseMs), afterMs ?? 0)
  const startAfter = new Date(now.getTime() + pauseMs)
  if (startAfter.getTime() - row.made_at.getTime() > triedForMs) {
    const failure = joinWordings(why, notificationWords.given_up())
    return settleMail(db, row.id, { state: 'failed', failure, at: now })
  }
  await transact(db, async (tx) => {
    if (await countTry(tx, row.id, why)) await jobs.enqueue(tx, notificationMailJob, { mailId: row.id }, { startAfter })
  })
}

/** What is true when it leaves. Null: everything was read, or is nothing for this person any more. */
async function prepare(deps: SendingDeps, row: MailRow): Promise<NotificationMail | null> {
  const { db, publicUrl } = deps
  const [mailbox, caller, told] = [
    await mailboxOf(db, row.staff_id),
    await deps.staffCaller(row.staff_id),
    await notificationsIn(db, row),
  ]
  if (!mailbox?.isProven || !caller || told.length === 0) return null
  const seen = notificationsSeenBy(caller, await viewNotifications(db, told, quotable))
  const issue = seen[0]?.issue
  // A rule hides it, or their role may not read issues any more.
  if (!issue) return null
  const found = await issueById(db, issue.id)
  if (!found || found.spam_at !== null || found.trashed_at !== null) return null
  const mayAnswer = can(caller, 'thread.write', issueSubject(found))
  const { language } = (await preferencesOf(db, [row.staff_id])).get(row.staff_id)!
  const settingsUrl = `${publicUrl}/account#notifications`
  const about = {
    notifications: seen,
    issue,
    url: `${publicUrl}/inbox/${issue.id}`,
    settingsUrl,
    company: (await companyName(db)) ?? new URL(publicUrl).host,
    language: language ?? 'en',
    lastWords: await lastWordsOf(deps, caller, found),
  }
  const by = seen.at(-1)?.by
  return {
    to: { name: mailbox.name, address: mailbox.address },
    fromName: by?.kind === 'staff' ? by.name : null,
    key: row.id,
    threadKey: `${row.staff_id} ${row.issue_id}`,
    answer: mayAnswer ? { issueId: issue.id, staffId: row.staff_id } : null,
    settingsUrl,
    words: (answersGo) => notificationMailWords({ ...about, answersGo }),
  }
}

/** What the customer said last, where nobody has answered it: the reason for most of what happens on an issue. */
async function lastWordsOf({ db }: SendingDeps, caller: Caller, issue: IssueRow): Promise<ToSay['lastWords']> {
  if (!can(caller, 'thread.read', issueSubject(issue))) return null
  const last = await lastMessageOf(db, issue.id)
  return last?.direction === 'in' ? { entryId: last.id, by: last.author_name, text: quotable(ownWords(last)) } : null
}
