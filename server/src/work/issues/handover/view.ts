import { HandoverPacket, type Handover } from '@throughline/protocol/issues/handovers.ts'
import { issueWords } from '@throughline/protocol/issues/words.ts'
import type { HandoverState } from '@throughline/protocol/timeline/handover-state.ts'
import { AppError } from '../../../lib/errors.ts'
import { canonicalIdOf } from '../../../people/customers/customers.ts'
import type { Db, Tx } from '../../../platform/db/db.ts'
import { can, refuseUnlessCan, type Caller } from '../../../platform/http/http.ts'
import { entriesByIds, entrySubjects } from '../../../record/timeline/timeline.ts'
import { issueById } from '../queries.ts'
import { issueFacts, issueSubject } from '../subject.ts'
import { handoversWithIssues } from './queries.ts'
import { stateOf } from './state.ts'

/** Of these entries, whether somebody has taken them. Those of earlier versions have no state. */
export async function handoverStates(db: Db | Tx, entryIds: readonly string[]): Promise<Map<string, HandoverState>> {
  const rows = await handoversWithIssues(db, entryIds)
  return new Map(
    rows.map((row) => [row.entry_id, stateOf(row, { ownerId: row.owner_id, teamId: row.team_id })] as const),
  )
}

export async function readHandover(db: Db, id: string, caller: Caller): Promise<Handover> {
  const [row] = await handoversWithIssues(db, [id])
  const [entry] = row ? await entriesByIds(db, [id]) : []
  const issue = row && (await issueById(db, row.issue_id))
  if (!row || !issue || entry?.content.type !== 'event') throw new AppError('not_found', issueWords.no_such_handover())
  refuseUnlessCan(caller, 'thread.read', issueSubject(issue, issueWords.no_such_handover))
  // Its entry may have been moved to another issue.
  const subjectOf = await entrySubjects(db, issueFacts, caller, [entry])
  if (!can(caller, 'thread.read', subjectOf(entry))) throw new AppError('not_found', issueWords.no_such_handover())
  return {
    id,
    issueId: issue.id,
    customerId: await canonicalIdOf(db, issue.customer_id),
    by: row.by,
    at: row.at.toISOString(),
    ...HandoverPacket.parse(entry.content.data),
    ...stateOf(row, { ownerId: row.owner_id, teamId: row.team_id }),
  }
}
