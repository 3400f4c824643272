import { threadingWords } from '@throughline/protocol/issues/threading-words.ts'
import { issueWords } from '@throughline/protocol/issues/words.ts'
import type { Author } from '@throughline/protocol/timeline/author.ts'
import type { Threading } from '@throughline/protocol/timeline/entry.ts'
import type { RawBuilder } from 'kysely'
import type { Tx } from '../../platform/db/db.ts'
import { refuseUnlessCan, ruleSql, type Caller } from '../../platform/http/http.ts'
import { AppError } from '../../lib/errors.ts'
import { newId } from '../../lib/ids.ts'
import { describeMatter } from './matter/matter.ts'
import { endSnooze } from './changing/snooze.ts'
import { beginningOf } from './last-text.ts'
import { insertIssue, issueById, newestIssueOf, type IssueRow } from './queries.ts'
import { issueFactSql, issueSubject } from './subject.ts'
import { touchByUs } from './touches.ts'
import { issueBefore, type IssueBefore } from './take-back.ts'
import { afterWeWrote } from './state.ts'

export interface IssueForOurs {
  id: string
  opened: boolean
  threading: Threading
  /** How the issue is to stand should the message be taken back: as before, or closed where the message opened it. */
  before: IssueBefore
}

/**
 * The issue that our message belongs to: the one named, else the newest that is not resolved, else a new one (we
 * wrote first). Moves the issue on; the caller holds the thread's lock and appends the entry.
 */
export async function issueForOurMessage(
  tx: Tx,
  thread: { homeId: string; memberIds: readonly string[] },
  message: {
    issueId: string | null
    /** It opens an issue of its own. */
    opensIssue: boolean
    channelId: string
    subject: string | null
    text: string
    automatic: boolean
    by: Author
    now: Date
    /** Who writes, and may not see every issue; null: nobody of staff. */
    caller: Caller | null
  },
): Promise<IssueForOurs> {
  if (message.opensIssue) return open(tx, thread.homeId, message)
  const issue =
    message.issueId === null
      ? await newestIssueOf(tx, thread.memberIds, onlyFor(message.caller))
      : await named(tx, message.issueId, { memberIds: thread.memberIds, caller: message.caller })
  if (!issue) return open(tx, thread.homeId, message)
  const status = afterWeWrote(issue.status, message)
  if (status !== issue.status) await endSnooze(tx, issue)
  await touchByUs(tx, {
    id: issue.id,
    status,
    at: message.now,
    by: message.by,
    lastText: message.automatic ? null : beginningOf(message.text),
  })
  const why = message.issueId === null ? threadingWords.newest_issue() : threadingWords.written_in_issue()
  const before = issueBefore(issue)
  return { id: issue.id, opened: false, threading: { reason: 'chosen', ...why }, before }
}

/**
 * The issue of what the company wrote by another program: the customer's newest that is not resolved, which it has answered;
 * null where there is none, for it opens none. The caller holds the thread's lock and appends the entry.
 */
export async function issueForEcho(
  tx: Tx,
  memberIds: readonly string[],
  message: { text: string; by: Author; now: Date },
): Promise<{ id: string; threading: Threading } | null> {
  const issue = await newestIssueOf(tx, memberIds, [])
  if (!issue) return null
  const status = afterWeWrote(issue.status, { automatic: false })
  if (status !== issue.status) await endSnooze(tx, issue)
  const { text, by, now: at } = message
  await touchByUs(tx, { id: issue.id, status, at, by, lastText: beginningOf(text) })
  return { id: issue.id, threading: { reason: 'chosen', ...threadingWords.newest_issue() } }
}

function onlyFor(caller: Caller | null): RawBuilder<boolean>[] {
  return caller === null ? [] : ruleSql(caller, 'thread.write', issueFactSql())
}

async function named(
  tx: Tx,
  issueId: string,
  { memberIds, caller }: { memberIds: readonly string[]; caller: Caller | null },
): Promise<IssueRow> {
  const issue = await issueById(tx, issueId)
  if (!issue || !memberIds.includes(issue.customer_id)) throw new AppError('not_found', issueWords.not_of_customer())
  if (caller !== null) refuseUnlessCan(caller, 'thread.write', issueSubject(issue, issueWords.not_of_customer))
  if (issue.merged_into_id !== null) throw new AppError('conflict', issueWords.write_in_other())
  return issue
}

async function open(
  tx: Tx,
  homeId: string,
  message: { channelId: string; subject: string | null; text: string; by: Author; now: Date },
): Promise<IssueForOurs> {
  const id = newId()
  await insertIssue(tx, {
    id,
    homeId,
    subject: message.subject?.trim() || beginningOf(message.text).slice(0, 80) || '(no subject)',
    status: 'waiting_on_customer',
    channelId: message.channelId,
    contactAt: null,
    at: message.now,
    by: message.by,
    lastText: beginningOf(message.text),
    matter: describeMatter({ subject: message.subject ?? '', text: message.text }),
    likelyIssueId: null,
    likelyReason: null,
    ownerId: null,
  })
  const at = message.now.toISOString()
  const before: IssueBefore = {
    id,
    status: 'resolved',
    lastText: '',
    lastActivityAt: at,
    snoozedUntil: null,
    resolvedAt: at,
    resolvedBy: message.by,
  }
  return { id, opened: true, threading: { reason: 'new_issue', ...threadingWords.we_wrote_first() }, before }
}
