import type { Author } from '@throughline/protocol/timeline/author.ts'
import type { NotificationKind } from '@throughline/protocol/staff/preferences.ts'
import type { EventOf } from '../../work/reacting/reacting.ts'
import type { Follower } from '../../work/issues/issues.ts'
import type { Notice } from './tables.ts'

/** Events that lead to a notification. */
export type NotifyingEvent = EventOf<
  | 'entry.appended'
  | 'issue.assigned'
  | 'issue.handed_over'
  | 'entry.handover_changed'
  | 'entry.forward_answered'
  | 'issue.woken'
  | 'issue.linked'
  | 'issue.reply_held_back'
  | 'issue.resolved'
  | 'issue.reopened'
  | 'staff.mentioned'
  | 'staff.sign_in_attacked'
  | 'channel.flooded'
  | 'delivery.changed'
>

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
  followersByIssue: ReadonlyMap<string, readonly Follower[]>
  /** Messages and notes on issues that somebody follows, and who wrote them. */
  writtenOnFollowed: ReadonlyMap<string, Author>
  membersByTeam: ReadonlyMap<string, readonly string[]>
  auditReaders: readonly string[]
  channelManagers: readonly string[]
  /** Of messages that did not arrive: the team of their issue, and who wrote them, where it was one of staff. */
  teamByIssue: ReadonlyMap<string, string | null>
  writerByEntry: ReadonlyMap<string, string>
}

/** Who is notified of an event, and why. Nobody is notified of what they did themselves. Pure. */
// oxlint-disable-next-line typescript/consistent-return -- every type of event has its case
export function whomToNotify(event: NotifyingEvent, known: Known): Told[] {
  const tell = (kind: NotificationKind, staffIds: readonly string[], by: Author | null = null): Told[] =>
    [...new Set(staffIds)].filter((id) => id !== by?.id).map((staffId) => ({ staffId, kind, by }))
  const ownerOfIssue = (event.issueId && known.ownerByIssue.get(event.issueId)) || null
  // What was there before, they saw when they began to follow.
  const followers = ((event.issueId && known.followersByIssue.get(event.issueId)) || [])
    .filter(({ since }) => since <= event.at)
    .map(({ staffId }) => staffId)
  const teamId = event.issueId && known.teamByIssue.get(event.issueId)
  const members = (teamId && known.membersByTeam.get(teamId)) || []

  switch (event.type) {
    case 'issue.assigned':
      return tell('assigned', some(event.data.ownerId), event.data.by)
    case 'issue.handed_over': {
      const { ownerId, by } = event.data
      const team = (event.data.teamId && known.membersByTeam.get(event.data.teamId)) || []
      // Passed on to one person, it is theirs; to a team, anybody's in it.
      return tell('handed_over', ownerId ? [ownerId] : team, by)
    }
    case 'entry.handover_changed': {
      const { state, handedOverBy, by } = event.data
      const giver = handedOverBy.kind === 'staff' ? handedOverBy.id : null
      return state === 'acknowledged' ? tell('handover_acknowledged', some(giver), by) : []
    }
    case 'entry.forward_answered': {
      const { forwardedBy, by } = event.data
      const asked = forwardedBy.kind === 'staff' ? some(forwardedBy.id) : []
      const waiting = [...some(ownerOfIssue), ...asked]
      return tell('forward_answered', waiting.length > 0 ? waiting : members, by)
    }
    case 'issue.woken':
      return tell('snooze_ended', some(ownerOfIssue))
    case 'issue.reply_held_back':
      return tell('not_sent', [event.data.staffId])
    case 'staff.mentioned':
      return tell('mentioned', event.data.staffIds, event.data.by)
    case 'entry.appended': {
      const customer = event.entryId && known.saidByCustomer.get(event.entryId)
      const writer = event.entryId && known.writtenOnFollowed.get(event.entryId)
      const answered = customer ? tell('answered', some(ownerOfIssue), customer) : []
      // Who has the issue hears of it as its owner.
      const others = followers.filter((id) => !answered.some(({ staffId }) => staffId === id))
      return [...answered, ...(writer ? tell('followed', others, writer) : [])]
    }
    case 'issue.resolved':
    case 'issue.reopened':
      return tell('followed', event.data.by ? followers : [], event.data.by ?? null)
    case 'staff.sign_in_attacked': {
      const { staffId } = event.data
      const others = known.auditReaders.filter((id) => id !== staffId)
      return [...tell('account_attacked', some(staffId)), ...tell('sign_in_attacked', others)]
    }
    case 'issue.linked':
      if (!event.data.wasAnswered) return []
      return tell('answered_elsewhere', [some(ownerOfIssue), members].find(({ length }) => length > 0) ?? [])
    case 'delivery.changed': {
      if (event.data.failed === undefined) return []
      const writer = some(event.entryId && known.writerByEntry.get(event.entryId))
      // Where neither a person nor a team has the issue, nobody knows more of it than who wrote.
      return tell('not_delivered', [some(ownerOfIssue), members, writer].find(({ length }) => length > 0) ?? [])
    }
    case 'channel.flooded':
      return tell('channel_flooded', known.channelManagers)
  }
}

/** Whom or what an attack is on, and its numbers; nulls for every other event. Pure. */
export function attackOf(event: NotifyingEvent): { subjectId: string | null; notice: Notice | null } {
  if (event.type === 'channel.flooded') {
    const { channelId, since } = event.data
    return { subjectId: channelId, notice: { since, count: 0, addresses: 0 } }
  }
  if (event.type !== 'staff.sign_in_attacked') return { subjectId: null, notice: null }
  const { staffId, since, count, addresses } = event.data
  return { subjectId: staffId, notice: { since, count, addresses } }
}

const some = (id: string | null | undefined): string[] => (id ? [id] : [])
