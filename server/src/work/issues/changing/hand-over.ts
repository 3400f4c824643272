import type { Caller } from '../../../platform/http/http.ts'
import { assigned, assignmentOf, describeAssignment, type Assignment } from './assign.ts'
import { changeIssue, type IssueDeps } from './change-issue.ts'

/** Passes an issue on with what the next person has to know. It is the same issue on the same thread, never a copy. */
export async function handOverIssue(
  deps: IssueDeps,
  { issueId, to, note, by }: { issueId: string; to: Assignment; note: string; by: Caller },
) {
  const { sentence: assignment } = await describeAssignment(deps.db, to)
  return changeIssue(deps, issueId, by, (_issue, now) => ({
    set: { ...assigned(to), last_activity_at: now },
    event: 'issue.handed_over',
    data: { assignment, note, ...assignmentOf(to) },
    tells: { kind: 'handover', sentence: note },
  }))
}
