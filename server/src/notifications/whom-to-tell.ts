import { Author } from '@throughline/protocol/entries.ts'
import type { NotificationKind } from '@throughline/protocol/preferences.ts'
import { z } from 'zod'
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
  auditReaders: readonly string[]
  channelManagers: readonly string[]
}

/** Who wants to know of an event, and as what. Nobody is told what they did themselves. Pure. */
export function whomToTell(event: RecordedEvent, known: Known): Told[] {
  const by = Author.safeParse(event.data['by']).data ?? null
  const tell = (kind: NotificationKind, staffIds: readonly string[], whoDidIt: Author | null): Told[] =>
    [...new Set(staffIds)].filter((id) => id !== whoDidIt?.id).map((staffId) => ({ staffId, kind, by: whoDidIt }))
  const ownerOfIssue = (event.issueId && known.ownerByIssue.get(event.issueId)) || null

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
      return ownerOfIssue === null ? [] : tell('snooze_ended', [ownerOfIssue], null)
    case 'staff.mentioned':
      return tell('mentioned', idsOf(event.data['staffIds']), by)
    case 'entry.appended': {
      const customer = event.entryId && known.saidByCustomer.get(event.entryId)
      return customer && ownerOfIssue !== null ? tell('answered', [ownerOfIssue], customer) : []
    }
    case 'staff.sign_in_attacked': {
      const owner = idsOf([event.data['staffId']])
      const others = known.auditReaders.filter((id) => !owner.includes(id))
      return [...tell('account_attacked', owner, null), ...tell('sign_in_attacked', others, null)]
    }
    case 'channel.flooded':
      return tell('channel_flooded', known.channelManagers, null)
    default:
      return []
  }
}

const NoticeData = z.object({
  since: z.iso.datetime(),
  count: z.number().int().default(0),
  addresses: z.number().int().default(0),
})

/** The numbers of an attack; null for every other event. Pure. */
export function noticeOf({ type, data }: RecordedEvent): z.infer<typeof NoticeData> | null {
  if (type !== 'staff.sign_in_attacked' && type !== 'channel.flooded') return null
  return NoticeData.safeParse(data).data ?? null
}

function idsOf(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((id) => typeof id === 'string') : []
}
