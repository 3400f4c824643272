import type { Caller } from '../../../platform/http/http.ts'
import type { Attributes } from '@throughline/protocol/primitives.ts'
import { refuseUnlessAsSeen } from '../../../lib/as-seen.ts'
import type { IssueRow } from '../queries.ts'
import { assigned, assignmentOf, describeAssignment, seenOf, type Assignment } from './assign.ts'
import { changeIssue, type IssueDeps, type UnlessSo } from './change-issue.ts'

export interface IssueDetails extends Assignment {
  subject?: string | undefined
  topic?: string | null | undefined
  priority?: IssueRow['priority'] | undefined
  customFields?: Attributes | undefined
}

/** Changes what an issue is about. Only a new owner or team is an entry on the thread; the rest shows by itself. */
export async function updateIssue(
  deps: IssueDeps,
  { issueId, to, by, unless }: { issueId: string; to: IssueDetails; by: Caller } & UnlessSo,
) {
  const isAssigned = to.ownerId !== undefined || to.teamId !== undefined
  const tells = isAssigned ? await describeAssignment(deps.db, to) : null
  return changeIssue(deps, issueId, by, (issue) => {
    if (unless?.(issue)) return null
    refuseUnlessAsSeen(to.was, seenOf(issue))
    return {
      set: {
        ...assigned(to),
        ...(to.subject === undefined ? {} : { subject: to.subject }),
        ...(to.topic === undefined ? {} : { topic: to.topic }),
        ...(to.priority === undefined ? {} : { priority: to.priority }),
        ...(to.customFields === undefined
          ? {}
          : { custom_fields: JSON.stringify(withoutNulls({ ...issue.custom_fields, ...to.customFields })) }),
      },
      ...(tells === null
        ? { event: 'issue.updated' as const, tells: null }
        : { event: 'issue.assigned' as const, data: assignmentOf(to), tells }),
    }
  })
}

/** A field that is set to null is taken away. */
function withoutNulls(fields: Attributes): Attributes {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
}
