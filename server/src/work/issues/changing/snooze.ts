import type { Author } from '@throughline/protocol/timeline/author.ts'
import type { Caller } from '../../../platform/http/http.ts'
import { lockCustomer } from '../../../people/customers/customers.ts'
import { transact, type Tx } from '../../../platform/db/db.ts'
import { cancelTimer, scheduleTimer, timerKind, type FiredTimer } from '../../../platform/timers/timers.ts'
import { issueById, snoozedUntil, type IssueRow } from '../queries.ts'
import { afterSnoozing, afterWaking, waitingAgainSince } from '../state.ts'
import { applyChange, changeIssue, type IfSo, type IssueDeps } from './change-issue.ts'

/** For the text that is kept; screens say the time in their own language and zone. */
const utcTime = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })

/** When an issue comes back by itself. The key is the issue. */
export const snoozeEnds = timerKind('issue.snooze_ends')

export function snoozeIssue(
  deps: IssueDeps,
  { issueId, until, by, refuse }: { issueId: string; until: Date; by: Caller } & IfSo,
) {
  return changeIssue(deps, issueId, by, async (issue, now, tx) => {
    refuse?.(issue)
    const status = afterSnoozing(issue.status, until, now)
    await scheduleTimer(tx, snoozeEnds, { key: issueId, at: until })
    return {
      set: { status, snoozed_until: until },
      event: 'issue.snoozed',
      data: { until: until.toISOString() },
      tells: { sentence: `Snoozed until ${utcTime.format(until)} UTC.` },
    }
  })
}

/** It stops being snoozed before its time. Costs nothing where it is not snoozed. */
export async function endSnooze(tx: Tx, issue: Pick<IssueRow, 'id' | 'status'>): Promise<void> {
  if (issue.status === 'snoozed') await cancelTimer(tx, snoozeEnds, issue.id)
}

/** It stands in its snooze again, or a copy of it does. */
export async function goOnSnoozing(
  tx: Tx,
  { id, status, snoozedUntil: until }: { id: string; status: IssueRow['status']; snoozedUntil: Date | null },
): Promise<void> {
  if (status === 'snoozed' && until !== null) await scheduleTimer(tx, snoozeEnds, { key: id, at: until })
}

/** Brings back an issue whose time has come; one that was woken or snoozed anew meanwhile is left alone. */
export async function wakeIssue(
  tx: Tx,
  { key: issueId, dueAt }: FiredTimer,
  deps: IssueDeps,
  by: Author,
): Promise<(() => void) | null> {
  const found = await issueById(tx, issueId)
  if (!found || !isOver(found, dueAt)) return null
  const { canonicalId } = await lockCustomer(tx, found.customer_id)
  const issue = (await issueById(tx, issueId))!
  if (!isOver(issue, dueAt)) return null
  const now = deps.clock.now()
  const changed = await applyChange(tx, {
    canonicalId,
    issue,
    by,
    now,
    change: {
      set: {
        status: afterWaking(issue.status),
        snoozed_until: null,
        last_activity_at: now,
        waiting_since: waitingAgainSince(issue, now),
      },
      event: 'issue.woken',
      changedBy: { kind: 'timer', id: 'snooze', name: by.name },
      tells: { sentence: 'Back from its snooze.' },
    },
  })
  return () => deps.changed(changed.canonicalId, changed.changedIds)
}

function isOver({ status, snoozed_until: until, merged_into_id: mergedInto }: IssueRow, at: Date): boolean {
  return status === 'snoozed' && mergedInto === null && until !== null && until <= at
}

const adoptedPerRun = 500

/**
 * Issues that a node of a version without timers has snoozed, and whose time is over. Run every minute, as long as such
 * nodes may run beside this one.
 */
export async function adoptSnoozes({ db, clock }: Pick<IssueDeps, 'db' | 'clock'>): Promise<void> {
  for (const key of await snoozedUntil(db, clock.now(), adoptedPerRun)) {
    await transact(db, (tx) => scheduleTimer(tx, snoozeEnds, { key, at: clock.now(), unlessThere: true }))
  }
}
