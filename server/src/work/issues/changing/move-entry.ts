import { threadingWords } from '@throughline/protocol/issues/threading-words.ts'
import { issueWords } from '@throughline/protocol/issues/words.ts'
import { timelineWords } from '@throughline/protocol/timeline/words.ts'
import type { Threading } from '@throughline/protocol/timeline/entry.ts'
import { lockCustomer } from '../../../people/customers/customers.ts'
import { transact, type Tx } from '../../../platform/db/db.ts'
import { recordEvents } from '../../../platform/events/events.ts'
import { refuseUnlessCan, type Caller } from '../../../platform/http/http.ts'
import { AppError } from '../../../lib/errors.ts'
import { newId } from '../../../lib/ids.ts'
import {
  authorOf,
  entriesByIds,
  moveEntryRow,
  refuseUnlessCanEntry,
  type EntryRow,
} from '../../../record/timeline/timeline.ts'
import { describeMatter } from '../matter/matter.ts'
import type { Writing } from '../history/written-by.ts'
import { beginningOf, lastTextOf } from '../last-text.ts'
import { insertIssue, issueById, repointReference, updateIssueRow, type IssueUpdate } from '../queries.ts'
import { issueFacts, issueSubject } from '../subject.ts'
import type { IssueDeps } from './change-issue.ts'

/**
 * Moves an entry to another issue of its customer, or to a new one. The entry stays where it is on the thread; its
 * name (a Message-ID) goes along, so that answers to it follow.
 */
export async function moveEntry(
  deps: IssueDeps,
  { entryId, issueId, reason, by: caller }: { entryId: string; issueId: string | null; reason: string; by: Caller },
): Promise<void> {
  const now = deps.clock.now()
  const by = authorOf(caller)
  const moved = await transact(deps.db, async (tx) => {
    const [found] = await entriesByIds(tx, [entryId])
    if (!found) throw new AppError('not_found', timelineWords.no_such_entry())
    const thread = await lockCustomer(tx, found.customer_id)
    const entry = (await entriesByIds(tx, [entryId]))[0]!
    await refuseUnlessCanEntry(tx, issueFacts, { caller, action: 'issues.write', entry })
    const to =
      issueId === null
        ? await openFor(tx, entry, { by, at: now })
        : await findTarget(tx, issueId, { memberIds: thread.memberIds, caller })
    if (to === entry.issue_id) throw new AppError('conflict', issueWords.on_it_already())
    const { name } = by
    const why = reason ? threadingWords.moved_because({ name, reason }) : threadingWords.moved({ name })
    await moveEntryRow(tx, entryId, to, { reason: 'moved', ...why } satisfies Threading)
    if (entry.provider_id !== null) await repointReference(tx, entry.customer_id, entry.provider_id, to)
    const customerId = thread.canonicalId
    const issueIds = [entry.issue_id, to].filter((id) => id !== null)
    for (const id of issueIds) {
      const shown: IssueUpdate = entry.kind === 'message' ? { last_text: await lastTextOf(tx, id) } : {}
      await updateIssueRow(tx, id, shown, { by, at: now })
    }
    await recordEvents(
      tx,
      [
        { type: 'entry.moved', customerId, issueId: to, entryId, data: { fromIssueId: entry.issue_id, reason } },
        ...issueIds.map((id) => ({
          type: id === to && issueId === null ? ('issue.opened' as const) : ('issue.updated' as const),
          customerId,
          issueId: id,
        })),
      ],
      now,
    )
    return { customerId, issueIds }
  })
  deps.changed(moved.customerId, moved.issueIds)
}

async function openFor(tx: Tx, entry: EntryRow, { by, at }: Writing): Promise<string> {
  const id = newId()
  const isFromCustomer = entry.direction === 'in'
  await insertIssue(tx, {
    id,
    homeId: entry.customer_id,
    subject: beginningOf(entry.text).slice(0, 80) || '(no subject)',
    status: 'open',
    channelId: entry.channel_id,
    contactAt: isFromCustomer ? at : null,
    at,
    by,
    lastText: beginningOf(entry.text),
    matter: describeMatter({ subject: '', text: entry.text }),
    likelyIssueId: null,
    likelyReason: null,
    ownerId: null,
  })
  return id
}

async function findTarget(
  tx: Tx,
  issueId: string,
  { memberIds, caller }: { memberIds: readonly string[]; caller: Caller },
): Promise<string> {
  const issue = await issueById(tx, issueId)
  if (!issue || !memberIds.includes(issue.customer_id)) {
    throw new AppError('not_found', issueWords.not_of_customer())
  }
  refuseUnlessCan(caller, 'issues.write', issueSubject(issue, issueWords.not_of_customer))
  if (issue.merged_into_id !== null) throw new AppError('conflict', issueWords.target_was_merged())
  return issueId
}
