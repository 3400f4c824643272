import type { ChangedBy } from '@throughline/protocol/issues/changes.ts'
import type { Author } from '@throughline/protocol/timeline/author.ts'
import { snoozedUntil } from '../queries.ts'
import { afterSnoozing, afterWaking } from '../state.ts'
import { changeIssue, type IssueDeps } from './change-issue.ts'

export function snoozeIssue(deps: IssueDeps, { issueId, until, by }: { issueId: string; until: Date; by: Author }) {
  return changeIssue(deps, issueId, by, (issue, now) => ({
    set: { status: afterSnoozing(issue.status, until, now), snoozed_until: until },
    event: 'issue.snoozed',
    data: { until: until.toISOString() },
    tells: { sentence: `Snoozed until ${until.toISOString()}.` },
  }))
}

const wokenPerRun = 500

/** Brings back the issues whose time has come. Run every minute; an issue that the customer woke is left alone. */
export async function wakeIssues(deps: IssueDeps, by: Author): Promise<number> {
  const changedBy: ChangedBy = { kind: 'timer', id: 'snooze', name: by.name }
  const due = await snoozedUntil(deps.db, deps.clock.now(), wokenPerRun)
  for (const issueId of due) {
    await changeIssue(deps, issueId, by, (issue, now) => ({
      set: { status: afterWaking(issue.status), snoozed_until: null, last_activity_at: now },
      event: 'issue.woken',
      changedBy,
      tells: issue.status === 'snoozed' ? { sentence: 'Back from its snooze.' } : null,
    }))
  }
  return due.length
}
