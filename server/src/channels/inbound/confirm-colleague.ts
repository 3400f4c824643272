import { channelWords } from '@throughline/protocol/channels/words.ts'
import { timelineWords } from '@throughline/protocol/timeline/words.ts'
import type { ColleagueMail } from '@throughline/protocol/timeline/entry.ts'
import { recordAudit } from '../../people/audit/audit.ts'
import { lockCustomer } from '../../people/customers/customers.ts'
import { transact, type Db, type Tx } from '../../platform/db/db.ts'
import { recordEvents } from '../../platform/events/events.ts'
import type { Caller } from '../../platform/http/http.ts'
import { afterWeWrote, beginningOf, issueById, issueFacts, touchByUs } from '../../work/issues/issues.ts'
import { AppError } from '../../lib/errors.ts'
import { authorOf, entriesByIds, ownWords, refuseHiddenEntry } from '../../record/timeline/timeline.ts'
import type { InboundDeps } from './deps.ts'

/**
 * Somebody says that a mail in a colleague's name is theirs. Where it went to the customer, they have been answered, and
 * the issue waits for them.
 */
export async function confirmColleague(
  deps: Pick<InboundDeps, 'db' | 'clock' | 'changed'>,
  { entryId, by }: { entryId: string; by: Caller },
): Promise<void> {
  const now = deps.clock.now()
  const [found] = await entriesByIds(deps.db, [entryId])
  if (!found) throw new AppError('not_found', timelineWords.no_such_entry())
  const { canonicalId, issueId } = await transact(deps.db, async (tx) => {
    const { canonicalId: customerId } = await lockCustomer(tx, found.customer_id)
    await refuseHiddenEntry(tx, issueFacts, { caller: by, action: 'thread.write', entryId })
    const decided = await tx
      .updateTable('colleague_mails')
      .set({ state: 'confirmed', decided_by: by.id, decided_at: now })
      .where('entry_id', '=', entryId)
      .where('state', '=', 'waiting')
      .returning(['answers', 'address'])
      .executeTakeFirst()
    if (!decided) throw new AppError('conflict', channelWords.no_colleague_mail())
    const entry = (await entriesByIds(tx, [entryId]))[0]!
    const about = { customerId, issueId: entry.issue_id, entryId }
    const issue = entry.issue_id === null ? undefined : await issueById(tx, entry.issue_id)
    if (issue && decided.answers) {
      const status = issue.status === 'resolved' ? issue.status : afterWeWrote(issue.status, { automatic: false })
      const lastText = beginningOf(ownWords(entry))
      await touchByUs(tx, { id: issue.id, status, at: now, by: authorOf(by), lastText })
      await recordEvents(
        tx,
        [{ type: 'issue.updated', customerId, issueId: issue.id, data: { by: authorOf(by) } }],
        now,
      )
    }
    await recordEvents(tx, [{ type: 'entry.appended', ...about }], now)
    const subject = { kind: 'entry', id: entryId }
    const details = { address: decided.address }
    await recordAudit(tx, { actor: by, action: 'entry.colleague_confirmed', subject, details }, deps.clock)
    return { canonicalId: customerId, issueId: entry.issue_id }
  })
  deps.changed(canonicalId, issueId === null ? [] : [issueId])
}

/** Of these entries, those that came in a colleague's name. */
export async function colleagueMailsOf(db: Db | Tx, entryIds: readonly string[]): Promise<Map<string, ColleagueMail>> {
  if (entryIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('colleague_mails')
    .selectAll()
    .where('entry_id', 'in', [...entryIds])
    .execute()
  return new Map(
    rows.map((row) => {
      const { state, address, staff_id: staffId, answers } = row
      return [row.entry_id, { state, address, staffId, answers }]
    }),
  )
}
