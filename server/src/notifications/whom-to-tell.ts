import { Author } from '@throughline/protocol/entries.ts'
import type { NotificationKind } from '@throughline/protocol/preferences.ts'
import type { RecordedEvent } from '../events/events.ts'

export interface Told {
  staffId: string
  kind: NotificationKind
  by: Author | null
}

/** What is known about the things that an event points to. */
export interface Known {
  ownerByIssue: ReadonlyMap<string, string | null>
  /** Entries by which a customer spoke, and who spoke. */
  saidByCustomer: ReadonlyMap<string, Author>
  membersByTeam: ReadonlyMap<string, readonly string[]>
}

/** Who wants to know of an event, and as what. Nobody is told what they did themselves. Pure. */
export function whomToTell(event: RecordedEvent, known: Known): Told[] {
  const by = Author.safeParse(event.data['by']).data ?? null
  const tell = (kind: NotificationKind, staffIds: readonly string[], whoDidIt: Author | null): Told[] =>
    [...new Set(staffIds)].filter((id) => id !== whoDidIt?.id).map((staffId) => ({ staffId, kind, by: whoDidIt }))
  const owner = (event.issueId && known.ownerByIssue.get(event.issueId)) || null

  switch (event.type) {
    case 'issue.assigned':
      return tell('assigned', idsOf([event.data['ownerId']]), by)
    case 'issue.handed_over': {
      const ownerIds = idsOf([event.data['ownerId']])
      const [teamId] = idsOf([event.data['teamId']])
      const members = (teamId && known.membersByTeam.get(teamId)) || []
      // Passed on to one person, it is theirs; to a team, anybody's in it.
      return tell('handed_over', ownerIds.length > 0 ? ownerIds : members, by)
    }
    case 'issue.woken':
      return owner === null ? [] : tell('snooze_ended', [owner], null)
    case 'staff.mentioned':
      return tell('mentioned', idsOf(event.data['staffIds']), by)
    case 'entry.appended': {
      const customer = event.entryId && known.saidByCustomer.get(event.entryId)
      return customer && owner !== null ? tell('answered', [owner], customer) : []
    }
    default:
      return []
  }
}

function idsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : []
}
