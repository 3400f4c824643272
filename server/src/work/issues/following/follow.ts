import { mostFollowers } from '@throughline/protocol/issues/following.ts'
import { issueWords } from '@throughline/protocol/issues/words.ts'
import { sql } from 'kysely'
import { AppError } from '../../../lib/errors.ts'
import { lockCustomer } from '../../../people/customers/customers.ts'
import { preferencesOf } from '../../../people/staff/staff.ts'
import { transact, type Tx } from '../../../platform/db/db.ts'
import { recordEvents } from '../../../platform/events/events.ts'
import { refuseUnlessCan, type Caller } from '../../../platform/http/http.ts'
import { entriesByIds } from '../../../record/timeline/timeline.ts'
import type { EventOf } from '../../reacting/reacting.ts'
import type { IssueDeps } from '../changing/change-issue.ts'
import { issueById, type IssueRow } from '../queries.ts'
import { issueSubject } from '../subject.ts'
import { addFollower, followersOf, removeFollower } from './queries.ts'

/** People who may see an issue may follow it. It changes nothing of the issue but who is shown as following. */
export async function followIssue(
  deps: IssueDeps,
  { issueId, isFollowing, by }: { issueId: string; isFollowing: boolean; by: Caller },
): Promise<string> {
  if (by.kind !== 'staff') throw new AppError('invalid_request', issueWords.tokens_follow_nothing())
  const at = deps.clock.now()
  const changed = await transact(deps.db, async (tx) => {
    const found = await issueById(tx, issueId)
    if (!found) throw new AppError('not_found', issueWords.no_such_issue())
    const { canonicalId } = await lockCustomer(tx, found.customer_id)
    const issue = (await issueById(tx, issueId))!
    refuseUnlessCan(by, 'issues.read', issueSubject(issue))
    const who = { issueId, staffId: by.id, at }
    if (isFollowing) await refuseTooMany(tx, issueId, by.id)
    const isChanged = isFollowing ? await addFollower(tx, who) : await removeFollower(tx, who)
    if (isChanged) await announce(tx, issue, canonicalId, at)
    return isChanged ? canonicalId : null
  })
  if (changed !== null) deps.changed(changed, [issueId])
  return issueId
}

/** A reaction: who is named in a note, or answers, follows the issue where they prefer that. */
export async function followAsPreferred(
  tx: Tx,
  events: readonly EventOf<'entry.appended' | 'staff.mentioned'>[],
  { clock }: Pick<IssueDeps, 'clock'>,
): Promise<void> {
  const entryIds = events.flatMap(({ type, entryId }) => (type === 'entry.appended' && entryId ? [entryId] : []))
  const entries = entryIds.length === 0 ? [] : await entriesByIds(tx, entryIds)
  const answered = entries.flatMap((entry) =>
    entry.kind === 'message' && entry.direction === 'out' && entry.author_kind === 'staff' && entry.author_id
      ? [{ issueId: entry.issue_id, staffId: entry.author_id, when: 'answered' as const }]
      : [],
  )
  const mentioned = events.flatMap((event) =>
    event.type === 'staff.mentioned'
      ? event.data.staffIds.map((staffId) => ({ issueId: event.issueId, staffId, when: 'mentioned' as const }))
      : [],
  )
  const all = [...answered, ...mentioned]
  if (all.length === 0) return
  const preferences = await preferencesOf(tx, [...new Set(all.map(({ staffId }) => staffId))])
  for (const { issueId, staffId, when } of all) {
    if (issueId === null || !preferences.get(staffId)?.followWhen.includes(when)) continue
    await followFor(tx, { issueId, staffId, at: clock.now() })
  }
}

async function followFor(tx: Tx, who: { issueId: string; staffId: string; at: Date }): Promise<void> {
  const found = await issueById(tx, who.issueId)
  if (!found || found.merged_into_id !== null) return
  const { canonicalId } = await lockCustomer(tx, found.customer_id)
  const followers = (await followersOf(tx, [who.issueId])).get(who.issueId) ?? []
  if (followers.length >= mostFollowers || !(await addFollower(tx, who))) return
  await announce(tx, found, canonicalId, who.at)
}

async function refuseTooMany(tx: Tx, issueId: string, staffId: string): Promise<void> {
  const followers = (await followersOf(tx, [issueId])).get(issueId) ?? []
  if (followers.length < mostFollowers || followers.some((one) => one.staffId === staffId)) return
  throw new AppError('conflict', issueWords.too_many_followers({ max: mostFollowers }))
}

/** Open screens show who follows. */
async function announce(tx: Tx, { id }: IssueRow, customerId: string, at: Date): Promise<void> {
  await sql`update issues set version = version + 1 where id = ${id}`.execute(tx)
  await recordEvents(tx, [{ type: 'issue.updated', customerId, issueId: id, data: {} }], at)
}
