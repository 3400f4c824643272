import { threadingWords } from '@throughline/protocol/issues/threading-words.ts'
import { issueWords } from '@throughline/protocol/issues/words.ts'
import type { Author } from '@throughline/protocol/timeline/author.ts'
import type { EventData } from '@throughline/protocol/events.ts'
import type { ChangedBy } from '@throughline/protocol/issues/changes.ts'
import type { issueEvents } from '@throughline/protocol/issues/events.ts'
import { lockCustomer, lockThread } from '../../../people/customers/customers.ts'
import { transact, type Db, type Tx } from '../../../platform/db/db.ts'
import { recordEvents, type NewEvent } from '../../../platform/events/events.ts'
import type { Clock } from '../../../lib/clock.ts'
import { AppError } from '../../../lib/errors.ts'
import { newId } from '../../../lib/ids.ts'
import { refuseUnlessCan, type Caller } from '../../../platform/http/http.ts'
import { appendEntry, authorOf } from '../../../record/timeline/timeline.ts'
import { passOnHandovers } from '../handover/queries.ts'
import { issueById, updateIssueRow, type IssueRow, type IssueUpdate } from '../queries.ts'
import { issueSubject } from '../subject.ts'

export interface IssueDeps {
  db: Db
  clock: Clock
  /** Called after a commit, so that open screens show it at once. */
  changed(customerId: string, issueIds: string[]): void
}

/** Where it stands so already, nothing is changed, and that is no refusal. */
export interface UnlessSo {
  unless?: ((issue: IssueRow) => boolean) | undefined
}

/** Refuses where it is another by now than the caller saw. */
export interface IfSo {
  refuse?: ((issue: IssueRow) => void) | undefined
}

/** What a verb decides about an issue, and what the thread says about it. */
export type IssueChange = IssueEvent & {
  set: IssueUpdate
  /**
   * Shown on the thread as an entry of kind `event` (or `handover`); null for changes too small to tell. `shows`: what a
   * screen needs to say it in its own words, such as names, beside the data of the event.
   */
  tells: { sentence: string; kind?: 'event' | 'handover'; shows?: Record<string, unknown>; entryId?: string } | null
  /** For the history, where it is not the one whom the thread names. */
  changedBy?: ChangedBy
  /** Another issue of the customer that the verb has changed as well. */
  alsoChanged?: string
}

type IssueEventType = keyof typeof issueEvents

/** What is recorded, without who did it: that is the same for all of them. */
type IssueEvent = {
  [T in IssueEventType]: Partial<DataOf<T>> extends DataOf<T>
    ? { event: T; data?: DataOf<T> }
    : { event: T; data: DataOf<T> }
}[IssueEventType]

type DataOf<T extends IssueEventType> = Omit<EventData<T>, 'by'>

/**
 * The shell of every change to one issue: lock the thread, read the issue afresh, ask whether the caller may, let the verb
 * decide, write what it decided, tell the thread, record the event. One transaction, and nothing is decided on stale data.
 * Where it decides null, all stays as it is.
 */
export async function changeIssue(
  deps: IssueDeps,
  issueId: string,
  caller: Caller,
  decide: (issue: IssueRow, now: Date, tx: Tx) => IssueChange | null | Promise<IssueChange | null>,
): Promise<string> {
  const now = deps.clock.now()
  const { canonicalId, changedIds } = await transact(deps.db, async (tx) => {
    const found = await issueById(tx, issueId)
    if (!found) throw new AppError('not_found', issueWords.no_such_issue())
    // Asked at once as well: nobody waits for, or holds up, a thread that they may not see.
    refuseUnlessCan(caller, 'issues.write', issueSubject(found))
    const { canonicalId } = await lockCustomer(tx, found.customer_id)
    const issue = (await issueById(tx, issueId))!
    refuseUnlessCan(caller, 'issues.write', issueSubject(issue))
    if (issue.merged_into_id !== null) {
      throw new AppError('conflict', issueWords.was_merged(), {
        details: { mergedIntoId: issue.merged_into_id },
      })
    }
    const change = await decide(issue, now, tx)
    if (change === null) return { canonicalId, changedIds: [] }
    return applyChange(tx, { canonicalId, issue, change, by: authorOf(caller), now })
  })
  if (changedIds.length > 0) deps.changed(canonicalId, changedIds)
  return issueId
}

/** Whose screens show it, after the commit. */
export interface ChangedIssues {
  canonicalId: string
  changedIds: string[]
}

interface Decided {
  canonicalId: string
  issue: IssueRow
  change: IssueChange
  by: Author
  now: Date
}

/** Writes what was decided on an issue that was read under the thread's lock. */
export async function applyChange(tx: Tx, decided: Decided): Promise<ChangedIssues> {
  const { canonicalId, issue, change, now } = decided
  await updateIssueRow(tx, issue.id, change.set, { by: change.changedBy ?? decided.by, at: now })
  await tellThread(tx, decided)
  await passOn(tx, decided)
  const { alsoChanged } = change
  if (alsoChanged === undefined) return { canonicalId, changedIds: [issue.id] }
  await recordEvents(tx, [{ type: 'issue.updated', customerId: canonicalId, issueId: alsoChanged }], now)
  return { canonicalId, changedIds: [issue.id, alsoChanged] }
}

/** Whoever has not taken it yet cannot do so once the issue has gone to others. */
async function passOn(tx: Tx, { canonicalId, issue, change, by, now }: Decided): Promise<void> {
  const { owner_id: ownerId = issue.owner_id, team_id: teamId = issue.team_id } = change.set
  const newEntryId = (change.tells?.kind === 'handover' && change.tells.entryId) || null
  if (ownerId === issue.owner_id && teamId === issue.team_id && newEntryId === null) return
  const passedOn = await passOnHandovers(tx, { issueId: issue.id, ownerId, teamId, newEntryId, at: now })
  await recordEvents(
    tx,
    passedOn.map(({ entry_id: entryId, by: handedOverBy }) => ({
      type: 'entry.handover_changed' as const,
      customerId: canonicalId,
      issueId: issue.id,
      entryId,
      data: { state: 'passed_on' as const, handedOverBy, by },
    })),
    now,
  )
}

async function tellThread(tx: Tx, { canonicalId, issue, change, by, now }: Decided): Promise<void> {
  const about = { customerId: canonicalId, issueId: issue.id }
  const { event, tells, data = {} } = change
  // Who did what goes with the event, so that reactions need not read the thread.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- type and data come from one `IssueEvent`
  const recorded = { type: event, ...about, data: { ...data, by } } as NewEvent
  if (tells === null) return recordEvents(tx, [recorded], now)
  const position = await lockThread(tx, { homeId: issue.customer_id, now })
  const { entryId = newId() } = tells
  await appendEntry(tx, position, {
    id: entryId,
    kind: tells.kind ?? 'event',
    direction: 'internal',
    channelId: null,
    identityId: null,
    author: by,
    issueId: issue.id,
    text: tells.sentence,
    content: { type: 'event', name: event, data: { ...data, ...tells.shows } },
    occurredAt: now,
    threading: { reason: 'chosen', ...threadingWords.about_the_issue() },
  })
  await recordEvents(
    tx,
    [
      { ...recorded, entryId },
      { type: 'entry.appended', ...about, entryId },
    ],
    now,
  )
}
