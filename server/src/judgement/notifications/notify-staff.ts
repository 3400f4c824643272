import type { Author } from '@throughline/protocol/timeline/author.ts'
import type { Tx } from '../../platform/db/db.ts'
import { readCustomerStream } from '../../platform/events/feed.ts'
import { followersOf, issuesByIds } from '../../work/issues/issues.ts'
import type { Clock } from '../../lib/clock.ts'
import { newId } from '../../lib/ids.ts'
import { mentionable, preferencesOf, staffWho, teamMembers } from '../../people/staff/staff.ts'
import { entriesByIds } from '../../record/timeline/timeline.ts'
import { scheduleMail } from './by-mail/schedule-mail.ts'
import { addToUnread, insertNotification, type NewNotification } from './queries.ts'
import { attackOf, whomToNotify, type Known, type NotifyingEvent } from './whom-to-notify.ts'

/** A reaction that is later than this many events may notify an owner of what they found when they became it. */
const mostLater = 1000

/**
 * A reaction: stores the notifications in the transaction in which the events are consumed, so that each is stored exactly
 * once. People who left or switched these notifications off get none.
 */
export async function notifyStaff(
  tx: Tx,
  events: readonly NotifyingEvent[],
  { clock }: { clock: Clock },
): Promise<void> {
  const known = await whatIsKnown(tx, events)
  const told = events.flatMap((event) => whomToNotify(event, known).map((one) => ({ ...one, event })))
  if (told.length === 0) return
  const staffIds = told.map(({ staffId }) => staffId)
  const [here, preferences] = [await mentionable(tx, staffIds), await preferencesOf(tx, staffIds)]
  for (const { staffId, kind, by, event } of told) {
    if (!here.has(staffId) || preferences.get(staffId)?.mutedNotifications.includes(kind)) continue
    const { subjectId, notice } = attackOf(event)
    if (event.customerId === null && !notice) continue
    const notification: NewNotification = {
      id: newId(),
      staffId,
      kind,
      customerId: event.customerId,
      subjectId,
      notice,
      issueId: event.issueId,
      entryId: event.entryId,
      by,
      at: event.at,
    }
    const preferred = preferences.get(staffId)
    if (preferred) await scheduleMail(tx, { staffId, issueId: event.issueId, kind, now: clock.now() }, preferred)
    if ((kind === 'answered' || kind === 'followed' || notice) && (await addToUnread(tx, notification))) continue
    await insertNotification(tx, notification)
  }
}

/** One query per kind of thing for the whole batch; entries only of issues that somebody owns. */
async function whatIsKnown(tx: Tx, events: readonly NotifyingEvent[]): Promise<Known> {
  const followersByIssue = await followersOf(
    tx,
    distinct(events.flatMap((event) => (tellsFollowers(event) ? [event.issueId] : []))),
  )
  const undelivered = events.filter((event) => event.type === 'delivery.changed' && event.data.failed !== undefined)
  const owned = events.filter(({ type }) => type === 'entry.appended' || type === 'issue.woken')
  const linked = events.filter(({ type }) => type === 'issue.linked' || type === 'entry.forward_answered')
  owned.push(...undelivered, ...linked)
  const issueIds = distinct(owned.map((event) => event.issueId))
  const issues = issueIds.length > 0 ? await issuesByIds(tx, issueIds) : []
  const ownerByIssue = new Map(issues.map((issue) => [issue.id, issue.owner_id]))
  const teamByIssue = new Map(issues.map((issue) => [issue.id, issue.team_id]))
  const teamIds = distinct([
    ...events.map((event) => (event.type === 'issue.handed_over' && event.data.teamId) || null),
    ...[...undelivered, ...linked].map(({ issueId }) => (issueId && teamByIssue.get(issueId)) || null),
  ])
  return {
    ownerByIssue,
    followersByIssue,
    writtenOnFollowed: await writtenOn(tx, events, followersByIssue),
    saidByCustomer: await saidToOwners(tx, events, ownerByIssue),
    membersByTeam: teamIds.length > 0 ? await teamMembers(tx, teamIds) : new Map(),
    auditReaders: events.some(({ type }) => type === 'staff.sign_in_attacked') ? await staffWho(tx, 'audit.read') : [],
    teamByIssue,
    writerByEntry: await writersOf(tx, distinct(undelivered.map(({ entryId }) => entryId))),
    channelManagers: events.some(({ type }) => type === 'channel.flooded') ? await staffWho(tx, 'channels.manage') : [],
  }
}

const tellsFollowers = ({ type }: NotifyingEvent): boolean =>
  type === 'entry.appended' || type === 'issue.resolved' || type === 'issue.reopened'

/** What people and programs wrote; what rules of ours write is no news. */
async function writtenOn(
  tx: Tx,
  events: readonly NotifyingEvent[],
  followersByIssue: Known['followersByIssue'],
): Promise<Map<string, Author>> {
  if (followersByIssue.size === 0) return new Map()
  const appended = events.filter(
    ({ type, issueId }) => type === 'entry.appended' && issueId !== null && followersByIssue.has(issueId),
  )
  const entryIds = distinct(appended.map(({ entryId }) => entryId))
  const entries = entryIds.length > 0 ? await entriesByIds(tx, entryIds) : []
  return new Map(
    entries
      .filter(({ kind, author_kind: by }) => (kind === 'message' || kind === 'note') && by !== 'system')
      .map((entry) => [entry.id, { kind: entry.author_kind, id: entry.author_id, name: entry.author_name }]),
  )
}

/** Members of staff; what rules and programs write is nobody's to look after. */
async function writersOf(tx: Tx, entryIds: readonly string[]): Promise<Map<string, string>> {
  const entries = entryIds.length > 0 ? await entriesByIds(tx, entryIds) : []
  return new Map(
    entries.flatMap(({ id, author_kind: kind, author_id: authorId }) =>
      kind === 'staff' && authorId !== null ? [[id, authorId]] : [],
    ),
  )
}

async function saidToOwners(
  tx: Tx,
  events: readonly NotifyingEvent[],
  ownerByIssue: Known['ownerByIssue'],
): Promise<Map<string, Author>> {
  const appended = events.filter(
    ({ type, issueId }) => type === 'entry.appended' && issueId !== null && ownerByIssue.get(issueId),
  )
  const changedAt = appended.length > 0 ? await lastChangesOfOwner(tx, appended) : new Map<string, number>()
  const entryIds = distinct(
    appended
      // Whoever became the owner afterwards was notified of that, and saw these words then.
      .filter(({ issueId, position }) => (changedAt.get(issueId ?? '') ?? 0) < position)
      .map((event) => event.entryId),
  )
  const entries = entryIds.length > 0 ? await entriesByIds(tx, entryIds) : []
  return new Map(
    entries
      .filter((entry) => entry.kind === 'message' && entry.direction === 'in')
      .map((entry) => [entry.id, { kind: entry.author_kind, id: entry.author_id, name: entry.author_name }]),
  )
}

/** The owner is read as it is now, which may be later than the event. */
async function lastChangesOfOwner(tx: Tx, events: readonly NotifyingEvent[]): Promise<Map<string, number>> {
  const customerIds = distinct(events.map((event) => event.customerId))
  const since = Math.min(...events.map((event) => event.position))
  const later = await readCustomerStream(tx, customerIds, since, mostLater)
  return new Map(
    later
      .filter(({ type }) => type === 'issue.assigned' || type === 'issue.handed_over')
      .map(({ issueId, position }) => [issueId ?? '', position]),
  )
}

function distinct(ids: readonly (string | null)[]): string[] {
  return [...new Set(ids)].filter((id) => id !== null)
}
