import { issueWords } from '@throughline/protocol/issues/words.ts'
import { staffWords } from '@throughline/protocol/staff/words.ts'
import type { Caller } from '../../../platform/http/http.ts'
import type { Db } from '../../../platform/db/db.ts'
import { refuseUnlessAsSeen } from '../../../lib/as-seen.ts'
import { AppError } from '../../../lib/errors.ts'
import { staffNames, teamById } from '../../../people/staff/staff.ts'
import type { IssueRow, IssueUpdate } from '../queries.ts'
import { isSpam } from '../state.ts'
import { changeIssue, type IssueDeps, type UnlessSo } from './change-issue.ts'

/** Who gets it; what is left out stays as it is, null is nobody. */
export interface Assignment {
  ownerId?: string | null | undefined
  teamId?: string | null | undefined
  /** What the one who changes it saw. */
  was?: object | undefined
}

export async function assignIssue(
  deps: IssueDeps,
  { issueId, to, by, unless }: { issueId: string; to: Assignment; by: Caller } & UnlessSo,
) {
  const tells = await describeAssignment(deps.db, to)
  return changeIssue(deps, issueId, by, (issue) => {
    if (unless?.(issue)) return null
    refuseUnlessAsSeen(to.was, seenOf(issue))
    return { set: assigned(to), event: 'issue.assigned', data: assignmentOf(to), tells }
  })
}

/** An issue as callers saw it. */
export function seenOf(issue: IssueRow) {
  const { subject, topic, priority, status } = issue
  const snoozedUntil = issue.snoozed_until?.toISOString() ?? null
  const [ownerId, teamId, spam] = [issue.owner_id, issue.team_id, isSpam(issue)]
  return { subject, topic, priority, ownerId, teamId, status, snoozedUntil, spam }
}

export function assigned(to: Assignment): IssueUpdate {
  return {
    ...(to.ownerId === undefined ? {} : { owner_id: to.ownerId }),
    ...(to.teamId === undefined ? {} : { team_id: to.teamId }),
  }
}

/** What the event says of it. */
export function assignmentOf({ ownerId, teamId }: Assignment): Omit<Assignment, 'was'> {
  return { ...(ownerId === undefined ? {} : { ownerId }), ...(teamId === undefined ? {} : { teamId }) }
}

/** What the thread says of it, with the names of then. Also where an owner or a team that does not exist is refused. */
export async function describeAssignment(db: Db, { ownerId, teamId }: Assignment): Promise<Described> {
  const team = teamId ? await teamById(db, teamId) : undefined
  if (teamId && !team) throw new AppError('not_found', staffWords.no_such_team())
  const teamName = team?.name ?? null
  if (ownerId === null) return { sentence: 'Given back: nobody owns it.', shows: { ownerName: null, teamName } }
  if (ownerId === undefined) {
    return { sentence: teamId === null ? 'Taken from its team.' : 'Given to a team.', shows: { teamName } }
  }
  const ownerName = (await staffNames(db, [ownerId])).get(ownerId)
  if (ownerName === undefined) throw new AppError('not_found', issueWords.no_such_assignee())
  return { sentence: `Assigned to ${ownerName}.`, shows: { ownerName, teamName } }
}

interface Described {
  sentence: string
  /** Left out: as before. */
  shows: { ownerName?: string | null; teamName: string | null }
}
