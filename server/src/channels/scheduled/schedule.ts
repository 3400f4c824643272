import { channelWords } from '@throughline/protocol/channels/words.ts'
import { furthestAheadDays } from '@throughline/protocol/channels/scheduled.ts'
import { issueWords } from '@throughline/protocol/issues/words.ts'
import { dayMs } from '../../lib/clock.ts'
import { AppError } from '../../lib/errors.ts'
import { newId } from '../../lib/ids.ts'
import { customerSubject, lockCustomer, refuseUnlessCanCustomer, threadOf } from '../../people/customers/customers.ts'
import { transact, type Tx } from '../../platform/db/db.ts'
import { recordEvents } from '../../platform/events/events.ts'
import { refuseUnlessCan, type Caller } from '../../platform/http/http.ts'
import { cancelTimer, scheduleTimer } from '../../platform/timers/timers.ts'
import { authorOf, keepUploads } from '../../record/timeline/timeline.ts'
import { issueById, issueSubject } from '../../work/issues/issues.ts'
import { outboundContent } from '../outbound/content.ts'
import type { OutboundDeps } from '../outbound/deps.ts'
import { addressToWriteTo } from '../outbound/reach.ts'
import { refuseCopies } from '../outbound/write-message.ts'
import type { ScheduledMessage } from '../tables.ts'
import { deleteScheduled, scheduledByEcho, scheduledById, scheduledOf, type ScheduledRow } from './queries.ts'
import { replyIsDue } from './send-due.ts'

const mostOnThread = 20

export interface NewScheduled {
  customerId: string
  message: ScheduledMessage
  sendAt: Date
  onlyIfUnanswered: boolean
  draft?: Record<string, unknown> | undefined
  echoId: string
  by: Caller
}

/** Nothing is on the thread until it is sent: the customer waits, and the issue says so. */
export async function scheduleReply(deps: OutboundDeps, asked: NewScheduled): Promise<ScheduledRow> {
  const { customerId, message, sendAt, by } = asked
  if (by.kind !== 'staff') throw new AppError('forbidden', channelWords.scheduled_by_people())
  await refuseUnlessCanCustomer(deps.db, by, 'thread.write', customerId)
  const now = deps.clock.now()
  const { memberIds } = await threadOf(deps.db, customerId)
  await refuseCopies(deps, message)
  // Whether it could be sent as it is, is said now rather than on Monday.
  const { address, homeId } = await addressToWriteTo(deps.db, deps, memberIds, message)
  outboundContent((await deps.store.byId(address.channel.id)).adapter, message)
  refuseTime(sendAt, now)
  const { row, canonicalId } = await transact(deps.db, async (tx) => {
    const locked = await lockCustomer(tx, homeId)
    for (const id of locked.memberIds) refuseUnlessCan(by, 'thread.write', customerSubject(id))
    const before = await scheduledByEcho(tx, by.id, asked.echoId)
    if (before) return { row: before, canonicalId: locked.canonicalId }
    await refuseOtherIssue(tx, { issueId: message.issueId, memberIds: locked.memberIds, by })
    if ((await scheduledOf(tx, locked.memberIds)).length >= mostOnThread) {
      throw new AppError('conflict', channelWords.too_many_scheduled({ max: mostOnThread }))
    }
    const row: ScheduledRow = {
      id: newId(),
      customer_id: homeId,
      issue_id: message.issueId,
      staff_id: by.id,
      staff_name: by.name,
      echo_id: asked.echoId,
      message,
      draft: asked.draft ?? null,
      send_at: sendAt,
      only_if_unanswered: asked.onlyIfUnanswered,
      since: now,
      held_back: null,
      created_at: now,
    }
    await tx
      .insertInto('scheduled_replies')
      .values({
        ...row,
        message: JSON.stringify(message),
        draft: row.draft && JSON.stringify(row.draft),
        held_back: null,
      })
      .execute()
    await wait(tx, row, { canonicalId: locked.canonicalId, by, now })
    return { row, canonicalId: locked.canonicalId }
  })
  deps.changed(canonicalId, [row.issue_id])
  return row
}

/** At another time, or now: then whatever its author knows by now is no reason to hold it back. */
export async function rescheduleReply(
  deps: OutboundDeps,
  { id, to, by }: { id: string; to: { sendAt: Date; onlyIfUnanswered?: boolean | undefined } | 'now'; by: Caller },
): Promise<{ row: ScheduledRow; canonicalId: string }> {
  const now = deps.clock.now()
  const changed = await transact(deps.db, async (tx) => {
    const { row, canonicalId } = await lockScheduled(tx, id, by)
    if (row.staff_id !== by.id) throw new AppError('forbidden', channelWords.scheduled_of_another())
    if (to !== 'now') refuseTime(to.sendAt, now)
    const set =
      to === 'now'
        ? { send_at: now, only_if_unanswered: false }
        : { send_at: to.sendAt, only_if_unanswered: to.onlyIfUnanswered ?? row.only_if_unanswered }
    const after = { ...row, ...set, since: now, held_back: null }
    await tx
      .updateTable('scheduled_replies')
      .set({ ...set, since: now, held_back: null })
      .where('id', '=', id)
      .execute()
    await wait(tx, after, { canonicalId, by, now })
    return { row: after, canonicalId }
  })
  deps.changed(changed.canonicalId, [changed.row.issue_id])
  return changed
}

/** By its author, or by a colleague who has it from them. Its words go back to its author alone. */
export async function cancelReply(
  deps: OutboundDeps,
  { id, by }: { id: string; by: Caller },
): Promise<Record<string, unknown> | null> {
  const now = deps.clock.now()
  const { row, canonicalId } = await transact(deps.db, async (tx) => {
    const locked = await lockScheduled(tx, id, by)
    await cancelTimer(tx, replyIsDue, id)
    await deleteScheduled(tx, id)
    const about = { customerId: locked.canonicalId, issueId: locked.row.issue_id }
    const data = { replyId: id, by: authorOf(by) }
    await recordEvents(tx, [{ type: 'issue.reply_unscheduled', ...about, data }], now)
    return locked
  })
  deps.changed(canonicalId, [row.issue_id])
  return row.staff_id === by.id ? row.draft : null
}

async function wait(
  tx: Tx,
  row: ScheduledRow,
  { canonicalId, by, now }: { canonicalId: string; by: Caller; now: Date },
): Promise<void> {
  const files = new Set(row.message.attachmentIds)
  if ((await keepUploads(tx, [...files], { uploadedBy: row.staff_id, at: now })) < files.size) {
    throw new AppError('invalid_request', channelWords.attachment_gone())
  }
  await scheduleTimer(tx, replyIsDue, { key: row.id, at: row.send_at })
  const about = { customerId: canonicalId, issueId: row.issue_id }
  const data = { replyId: row.id, sendAt: row.send_at.toISOString(), by: authorOf(by) }
  await recordEvents(tx, [{ type: 'issue.reply_scheduled', ...about, data }], now)
}

/** Read again under the thread's lock, which is taken by what sends it as well: so exactly one of the two happens. */
async function lockScheduled(tx: Tx, id: string, by: Caller): Promise<{ row: ScheduledRow; canonicalId: string }> {
  const found = await scheduledById(tx, id)
  if (!found) throw new AppError('not_found', channelWords.no_such_scheduled())
  const { canonicalId, memberIds } = await lockCustomer(tx, found.customer_id)
  for (const memberId of memberIds) {
    refuseUnlessCan(by, 'thread.write', { ...customerSubject(memberId), kind: aScheduledReply })
  }
  const row = await scheduledById(tx, id)
  if (!row) throw new AppError('not_found', channelWords.no_such_scheduled())
  const issue = await issueById(tx, row.issue_id)
  if (issue) refuseUnlessCan(by, 'thread.write', issueSubject(issue, channelWords.no_such_scheduled))
  return { row, canonicalId }
}

const aScheduledReply = {
  name: 'scheduled reply',
  seenBy: 'thread.read',
  unknown: channelWords.no_such_scheduled,
} as const

async function refuseOtherIssue(
  tx: Tx,
  { issueId, memberIds, by }: { issueId: string; memberIds: readonly string[]; by: Caller },
): Promise<void> {
  const issue = await issueById(tx, issueId)
  if (!issue || !memberIds.includes(issue.customer_id)) throw new AppError('not_found', issueWords.not_of_customer())
  refuseUnlessCan(by, 'thread.write', issueSubject(issue, issueWords.not_of_customer))
  if (issue.merged_into_id !== null) throw new AppError('conflict', issueWords.write_in_other())
}

function refuseTime(sendAt: Date, now: Date): void {
  if (sendAt <= now) throw new AppError('invalid_request', channelWords.scheduled_in_the_past())
  if (sendAt.getTime() - now.getTime() > furthestAheadDays * dayMs) {
    throw new AppError('invalid_request', channelWords.too_far_ahead({ days: furthestAheadDays }))
  }
}
