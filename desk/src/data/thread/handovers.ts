import { HandoverPacket } from '@throughline/protocol/issues/handovers.ts'
import type { Team } from '@throughline/protocol/staff/teams.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'

/** What was handed over, by field; null for handovers of earlier versions, which have a text alone. */
export function packetOf(entry: Entry): HandoverPacket | null {
  if (entry.kind !== 'handover' || entry.content.type !== 'event') return null
  return HandoverPacket.safeParse(entry.content.data).data ?? null
}

/** Whether this is for somebody to take, as a person or as a member of the team that it went to. */
export function isTheirs(entry: Entry, staffId: string, teams: readonly Team[]): boolean {
  const to = packetOf(entry)?.to
  if (!to || entry.handover?.state !== 'waiting') return false
  if (to.ownerId !== null) return to.ownerId === staffId
  return to.teamId === null || !!teams.find(({ id }) => id === to.teamId)?.memberIds.includes(staffId)
}

/** The newest one of an issue that somebody has to take. */
export function waitingHandover(
  entries: readonly Entry[],
  of: { issueId: string; staffId: string; teams: readonly Team[] },
): Entry | null {
  return entries.findLast((entry) => entry.issueId === of.issueId && isTheirs(entry, of.staffId, of.teams)) ?? null
}
