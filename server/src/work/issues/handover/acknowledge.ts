import { issueWords } from '@throughline/protocol/issues/words.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import { AppError } from '../../../lib/errors.ts'
import { lockCustomer } from '../../../people/customers/customers.ts'
import { staffNames, teamById, teamMembers } from '../../../people/staff/staff.ts'
import { transact, type Db, type Tx } from '../../../platform/db/db.ts'
import { recordEvents } from '../../../platform/events/events.ts'
import { refuseUnlessCan, type Caller } from '../../../platform/http/http.ts'
import { authorOf } from '../../../record/timeline/timeline.ts'
import type { IssueDeps } from '../changing/change-issue.ts'
import { issueById, updateIssueRow } from '../queries.ts'
import { issueSubject } from '../subject.ts'
import { handoverById, keepAcknowledged, type HandoverRow } from './queries.ts'
import { acknowledging } from './state.ts'

/**
 * Somebody takes what was handed over to them; of a team, the first one does, and owns the issue from then on. Under the
 * thread's lock, so that of two who say it at once one is told that the other has it.
 */
export async function acknowledgeHandover(
  deps: IssueDeps,
  { handoverId, by }: { handoverId: string; by: Caller },
): Promise<void> {
  const now = deps.clock.now()
  const changed = await transact(deps.db, async (tx) => {
    const found = await handoverById(tx, handoverId)
    if (!found) throw new AppError('not_found', issueWords.no_such_handover())
    const { canonicalId } = await lockCustomer(tx, found.customer_id)
    const handover = (await handoverById(tx, handoverId))!
    const issue = (await issueById(tx, handover.issue_id))!
    refuseUnlessCan(by, 'issues.write', issueSubject(issue, issueWords.no_such_handover))
    const decision = acknowledging(
      handover,
      { ownerId: issue.owner_id, teamId: issue.team_id },
      { id: by.id, isPerson: by.kind === 'staff', teamIds: await teamsOf(tx, handover, by) },
    )
    if (decision === 'taken by you') return null
    if (decision === 'not yours') throw new AppError('forbidden', await whoseItIs(tx, handover))
    if (decision === 'taken') {
      throw new AppError('conflict', issueWords.taken_already({ name: handover.acknowledged_by?.name ?? '' }))
    }
    if (decision === 'handed on') throw new AppError('conflict', issueWords.handed_on())
    const author = authorOf(by)
    const about = { customerId: canonicalId, issueId: issue.id }
    await keepAcknowledged(tx, handoverId, { by: author, at: now })
    const isNew = issue.owner_id !== by.id
    if (isNew) await updateIssueRow(tx, issue.id, { owner_id: by.id, last_activity_at: now }, { by: author, at: now })
    await recordEvents(
      tx,
      [
        {
          type: 'entry.handover_changed',
          ...about,
          entryId: handoverId,
          data: { state: 'acknowledged', handedOverBy: handover.by, by: author },
        },
        ...(isNew ? [{ type: 'issue.assigned' as const, ...about, data: { ownerId: by.id, by: author } }] : []),
      ],
      now,
    )
    return { canonicalId, issueId: issue.id }
  })
  if (changed) deps.changed(changed.canonicalId, [changed.issueId])
}

async function teamsOf(tx: Tx, { to_team_id: teamId }: HandoverRow, by: Caller): Promise<string[]> {
  const members = teamId === null ? [] : (await teamMembers(tx, [teamId])).get(teamId)
  return teamId !== null && members?.includes(by.id) ? [teamId] : []
}

async function whoseItIs(tx: Db | Tx, { to_owner_id: ownerId, to_team_id: teamId }: HandoverRow): Promise<Wording> {
  const name = ownerId === null ? undefined : (await staffNames(tx, [ownerId])).get(ownerId)
  if (name !== undefined) return issueWords.handed_to_others({ to: name })
  const team = teamId === null ? undefined : (await teamById(tx, teamId))?.name
  return team === undefined ? issueWords.handed_on() : issueWords.handed_to_team({ team })
}
