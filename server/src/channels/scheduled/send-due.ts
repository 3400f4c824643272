import { channelWords } from '@throughline/protocol/channels/words.ts'
import { issueWords } from '@throughline/protocol/issues/words.ts'
import { joinWordings, type Wording } from '@throughline/protocol/words.ts'
import { AppError } from '../../lib/errors.ts'
import { customerSubject, lockCustomer, lockThread, type LockedCustomer } from '../../people/customers/customers.ts'
import type { Tx } from '../../platform/db/db.ts'
import { recordEvents } from '../../platform/events/events.ts'
import { can, type Caller } from '../../platform/http/http.ts'
import { timerKind, type FiredTimer } from '../../platform/timers/timers.ts'
import { attachmentById, authorOf } from '../../record/timeline/timeline.ts'
import { isInTrash, isSpam, issueById, issueSubject, type IssueRow } from '../../work/issues/issues.ts'
import { appendMessage } from '../outbound/append-message.ts'
import { outboundContent } from '../outbound/content.ts'
import type { OutboundDeps } from '../outbound/deps.ts'
import { addressToWriteTo } from '../outbound/reach.ts'
import { refuseCopies } from '../outbound/write-message.ts'
import type { HeldBack } from '../tables.ts'
import { deleteScheduled, scheduledById, type ScheduledRow } from './queries.ts'

/** When a reply is to be sent. The key is its id. */
export const replyIsDue = timerKind('reply.is_due')

export interface SendDueDeps extends OutboundDeps {
  /** Who wrote it, with the rights that they have by now. */
  staffCaller(staffId: string): Promise<Caller | null>
}

/**
 * The reply becomes an entry in the transaction that deletes its timer and its row, so it is sent once, whatever dies
 * meanwhile. What speaks against it by now holds it back, and its author is told.
 */
export async function sendDue(tx: Tx, { key: id }: FiredTimer, deps: SendDueDeps): Promise<(() => void) | null> {
  const found = await scheduledById(tx, id)
  if (!found) return null
  const locked = await lockCustomer(tx, found.customer_id)
  const row = await scheduledById(tx, id)
  if (!row || row.held_back !== null) return null
  // Another node may have switched the channel off a moment ago; what waited for hours may wait for one more read.
  deps.store.refresh()
  const issue = await issueNow(tx, row.issue_id)
  const now = deps.clock.now()
  const against = await whyNot(tx, deps, { row, issue, locked })
  if (against !== null) {
    await holdBack(tx, { row, issue, locked, now }, against)
    return () => deps.changed(locked.canonicalId, [issue.id])
  }
  const caller = (await deps.staffCaller(row.staff_id))!
  const { address, homeId } = await addressToWriteTo(tx, deps, locked.memberIds, row.message)
  const position = await lockThread(tx, { homeId, now })
  const {
    row: entry,
    issueId,
    isSent,
  } = await appendMessage(tx, deps, position, {
    channel: await deps.store.byId(address.channel.id),
    identityId: address.identity.id,
    author: authorOf(caller),
    caller,
    issueId: issue.id,
    message: row.message,
    isByRule: false,
    isAutomaticAnswer: false,
    echoId: row.echo_id,
    holdUntil: null,
    now,
  })
  await deleteScheduled(tx, id)
  return () => {
    if (isSent) deps.tally.attempted(address.channel.id, 'sent')
    deps.justAppended.add({
      row: entry,
      canonicalId: locked.canonicalId,
      memberIds: locked.memberIds,
      identity: address.identity,
    })
    deps.changed(locked.canonicalId, [issueId])
  }
}

interface Due {
  row: ScheduledRow
  issue: IssueRow
  locked: LockedCustomer
}

type Against = Pick<HeldBack, 'reason'> & Wording

/** All that would be refused if it were written now, and what its author asked to wait for. */
async function whyNot(tx: Tx, deps: SendDueDeps, { row, issue, locked }: Due): Promise<Against | null> {
  const caller = await deps.staffCaller(row.staff_id)
  const subjects = [...locked.memberIds.map(customerSubject), issueSubject(issue)]
  if (!caller || !subjects.every((subject) => can(caller, 'thread.write', subject))) {
    return { reason: 'author', ...channelWords.held_back_author({ name: row.staff_name }) }
  }
  if (isInTrash(issue)) return { reason: 'cannot_send', ...channelWords.held_back_in_trash() }
  const wroteAt = issue.last_contact_at
  if (row.only_if_unanswered && wroteAt !== null && wroteAt > row.since) {
    return { reason: 'customer_wrote', ...channelWords.held_back_answered() }
  }
  try {
    // A merge that was undone meanwhile: the address went to one side, and the issue to the other.
    if (!locked.memberIds.includes(issue.customer_id)) throw new AppError('not_found', issueWords.not_of_customer())
    if (isSpam(issue) && issue.spam_at! > row.since) throw new AppError('conflict', channelWords.marked_as_spam())
    await refuseCopies(deps, row.message)
    const { address } = await addressToWriteTo(tx, deps, locked.memberIds, row.message)
    outboundContent((await deps.store.byId(address.channel.id)).adapter, row.message)
    for (const id of row.message.attachmentIds ?? []) {
      const file = await attachmentById(tx, id)
      if (file?.entry_id !== null || file.uploaded_by !== row.staff_id) {
        throw new AppError('invalid_request', channelWords.attachment_gone())
      }
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return { reason: 'cannot_send', ...joinWordings(channelWords.held_back_because(), error.wording) }
  }
  return null
}

async function holdBack(
  tx: Tx,
  { row, issue, locked, now }: Due & { now: Date },
  { reason, sentence, words }: Against,
): Promise<void> {
  const heldBack: HeldBack = { reason, sentence, words, at: now.toISOString() }
  await tx
    .updateTable('scheduled_replies')
    .set({ held_back: JSON.stringify(heldBack) })
    .where('id', '=', row.id)
    .execute()
  const about = { customerId: locked.canonicalId, issueId: issue.id }
  const data = { replyId: row.id, staffId: row.staff_id, reason }
  await recordEvents(tx, [{ type: 'issue.reply_held_back', ...about, data }], now)
}

/** The issue that goes on, where the one that it was written on was merged meanwhile. */
async function issueNow(tx: Tx, issueId: string): Promise<IssueRow> {
  const issue = (await issueById(tx, issueId))!
  return issue.merged_into_id === null ? issue : issueNow(tx, issue.merged_into_id)
}
