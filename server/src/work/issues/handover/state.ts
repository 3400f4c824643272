import type { HandoverState } from '@throughline/protocol/timeline/handover-state.ts'
import type { HandoverRow } from './queries.ts'

/** Whose a handover is, and whether it can still be taken. Pure. */

export interface Held {
  ownerId: string | null
  teamId: string | null
}

type Known = Pick<HandoverRow, 'to_owner_id' | 'to_team_id' | 'passed_on_at' | 'acknowledged_at' | 'acknowledged_by'>

export function stateOf(handover: Known, issue: Held): HandoverState {
  const { acknowledged_by: by, acknowledged_at: at } = handover
  const state = at !== null ? 'acknowledged' : isWithAddressee(handover, issue) ? 'waiting' : 'passed_on'
  return { state, acknowledgedBy: by, acknowledgedAt: at?.toISOString() ?? null }
}

function isWithAddressee(
  { to_owner_id: owner, to_team_id: team, passed_on_at: passedOn }: Known,
  issue: Held,
): boolean {
  if (passedOn !== null) return false
  return owner === null ? issue.teamId === team : issue.ownerId === owner
}

export type Acknowledging = 'take' | 'taken by you' | 'not yours' | 'taken' | 'handed on'

/** What it means that somebody takes it: who is not meant is told so before anything else. */
export function acknowledging(
  handover: Known,
  issue: Held,
  caller: { id: string; isPerson: boolean; teamIds: readonly string[] },
): Acknowledging {
  const { to_owner_id: owner, to_team_id: team, acknowledged_by: by } = handover
  if (by?.id === caller.id) return 'taken by you'
  // To nobody in particular, it is anybody's.
  const isMeant = owner === null ? team === null || caller.teamIds.includes(team) : owner === caller.id
  if (!isMeant || !caller.isPerson) return 'not yours'
  if (by !== null) return 'taken'
  const isOthers = issue.ownerId !== null && issue.ownerId !== caller.id
  return isWithAddressee(handover, issue) && !isOthers ? 'take' : 'handed on'
}
