import { handoverFields, type HandoverPacket, type HandoverParty } from '@throughline/protocol/issues/handovers.ts'
import { issueWords } from '@throughline/protocol/issues/words.ts'
import { refuseUnlessAsSeen } from '../../../lib/as-seen.ts'
import { AppError } from '../../../lib/errors.ts'
import { newId } from '../../../lib/ids.ts'
import { mentionable, staffNames, teamById } from '../../../people/staff/staff.ts'
import type { Db, Tx } from '../../../platform/db/db.ts'
import type { Caller } from '../../../platform/http/http.ts'
import { authorOf } from '../../../record/timeline/timeline.ts'
import { assigned, describeAssignment, seenOf, type Assignment } from '../changing/assign.ts'
import { changeIssue, type IssueDeps } from '../changing/change-issue.ts'
import { insertHandover } from './queries.ts'
import type { Held } from './state.ts'

/** What the next person has to know, as far as it was filled in. */
export type Said = Partial<Pick<HandoverPacket, (typeof handoverFields)[number] | 'note'>>

/** Passes an issue on with what the next person has to know. It is the same issue on the same thread, never a copy. */
export async function handOverIssue(
  deps: IssueDeps,
  { issueId, to: asked, said, by }: { issueId: string; to: Assignment; said: Said; by: Caller },
) {
  const to = toTeam(asked)
  const { sentence: assignment } = await describeAssignment(deps.db, to)
  await refuseUnlessHere(deps.db, to.ownerId)
  return changeIssue(deps, issueId, by, async (issue, now, tx) => {
    refuseUnlessAsSeen(asked.was, seenOf(issue))
    const receiver = receiverOf(to, { ownerId: issue.owner_id, teamId: issue.team_id })
    const entryId = newId()
    await insertHandover(tx, {
      entry_id: entryId,
      customer_id: issue.customer_id,
      issue_id: issue.id,
      to_owner_id: receiver.ownerId,
      to_team_id: receiver.teamId,
      by: authorOf(by),
      at: now,
    })
    const packet = {
      from: await partyOf(tx, { ownerId: issue.owner_id, teamId: issue.team_id }),
      to: await partyOf(tx, receiver),
      ...filledIn(said),
    }
    const note = textOf(packet)
    return {
      set: { ...assigned(to), last_activity_at: now },
      event: 'issue.handed_over',
      data: { assignment, note, ...receiver },
      tells: { kind: 'handover', sentence: note, entryId, shows: packet },
    }
  })
}

/** Passed on to a team, it is nobody's until somebody in it takes it. */
function toTeam(to: Assignment): Assignment {
  return to.teamId && to.ownerId === undefined ? { ...to, ownerId: null } : to
}

/** Whom it is for: the person, where there is one, else the team. */
function receiverOf({ ownerId, teamId }: Assignment, before: Held): Held {
  const owner = ownerId === undefined ? before.ownerId : ownerId
  const team = teamId === undefined ? (owner === null ? before.teamId : null) : teamId
  return { ownerId: owner, teamId: team }
}

/** Who has left cannot take it. */
async function refuseUnlessHere(db: Db, ownerId: string | null | undefined): Promise<void> {
  if (ownerId && !(await mentionable(db, [ownerId])).has(ownerId)) {
    throw new AppError('not_found', issueWords.no_such_recipient())
  }
}

async function partyOf(tx: Tx, { ownerId, teamId }: Held): Promise<HandoverParty> {
  return {
    ownerId,
    ownerName: ownerId === null ? null : ((await staffNames(tx, [ownerId])).get(ownerId) ?? null),
    teamId,
    teamName: teamId === null ? null : ((await teamById(tx, teamId))?.name ?? null),
  }
}

function filledIn({ asked = '', tried = '', promised = '', next = '', note = '' }: Said) {
  return { asked, tried, promised, next, note }
}

const labels = { asked: 'Asked', tried: 'Tried', promised: 'Promised', next: 'Next' }

/** For the search, and for clients that know no fields. */
function textOf(packet: ReturnType<typeof filledIn>): string {
  const lines = handoverFields.flatMap((field) => (packet[field] === '' ? [] : `${labels[field]}: ${packet[field]}`))
  return [...lines, ...(packet.note === '' ? [] : [packet.note])].join('\n')
}
