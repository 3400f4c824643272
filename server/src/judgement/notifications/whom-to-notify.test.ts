import type { EventData } from '@throughline/protocol/events.ts'
import type { Author } from '@throughline/protocol/timeline/author.ts'
import { expect, test } from 'vitest'
import { whomToNotify, type Known, type NotifyingEvent } from './whom-to-notify.ts'

const [ana, ben, lea] = ['ana', 'ben', 'lea']
const byAna: Author = { kind: 'staff', id: ana, name: 'Ana' }
const byBen: Author = { kind: 'staff', id: ben, name: 'Ben' }
const mara: Author = { kind: 'customer', id: 'mara', name: 'Mara Lindqvist' }

const known: Known = {
  ownerByIssue: new Map([
    ['hers', ana],
    ['nobodys', null],
  ]),
  saidByCustomer: new Map([['words of Mara', mara]]),
  followersByIssue: new Map([
    [
      'followed',
      [
        { staffId: ana, since: new Date(1) },
        { staffId: lea, since: new Date(0) },
        { staffId: ben, since: new Date(0) },
      ],
    ],
  ]),
  writtenOnFollowed: new Map([
    ['words of Mara', mara],
    ['words of Ben', byBen],
  ]),
  membersByTeam: new Map([['returns', [ana, ben, lea]]]),
  auditReaders: [ana, lea],
  channelManagers: [lea],
  teamByIssue: new Map([['teams', 'returns']]),
  writerByEntry: new Map([['words of Ben', ben]]),
}

const event = <T extends NotifyingEvent['type']>(
  type: T,
  data: EventData<T>,
  about: Partial<Pick<NotifyingEvent, 'issueId' | 'entryId'>> = {},
): NotifyingEvent => {
  const where = { position: 1, xid: '1', customerId: 'mara', issueId: 'hers', entryId: null, ...about }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- type and data fit, as the parameters say
  return { ...where, id: 'an event', at: new Date(0), type, data } as NotifyingEvent
}
const handover = { assignment: 'Theirs', note: 'The old model.', by: byAna }
const attack = { count: 20, addresses: 1, since: '2026-01-05T08:00:00.000Z' }
const flood = { channelId: 'chat', kind: 'visitor', since: '2026-01-05T08:00:00.000Z' } as const

const notified = (happened: NotifyingEvent): string[] =>
  whomToNotify(happened, known).map(({ staffId, kind }) => `${staffId} ${kind}`)

test.each<[string, NotifyingEvent, string[]]>([
  [
    'those who followed before, when somebody else writes',
    event('entry.appended', {}, { issueId: 'followed', entryId: 'words of Ben' }),
    ['lea followed'],
  ],
  [
    'those who follow, when it is closed, but not who closes it',
    event('issue.resolved', { by: byBen }, { issueId: 'followed' }),
    ['lea followed'],
  ],
  [
    'nobody who follows, when a customer’s message opens it again',
    event('issue.reopened', {}, { issueId: 'followed' }),
    [],
  ],
  ['who gets an issue', event('issue.assigned', { ownerId: ben, by: byAna }), ['ben assigned']],
  ['nobody, when an issue is given back', event('issue.assigned', { ownerId: null, by: byAna }), []],
  ['nobody, when only the team changes', event('issue.assigned', { teamId: 'returns', by: byAna }), []],
  ['not those who take an issue themselves', event('issue.assigned', { ownerId: ana, by: byAna }), []],
  ['who is handed an issue', event('issue.handed_over', { ownerId: ben, ...handover }), ['ben handed_over']],
  [
    'a team that is handed an issue, but not who hands it over',
    event('issue.handed_over', { teamId: 'returns', ...handover }),
    ['ben handed_over', 'lea handed_over'],
  ],
  [
    'one person of a team when one is named',
    event('issue.handed_over', { teamId: 'returns', ownerId: lea, ...handover }),
    ['lea handed_over'],
  ],
  [
    'who handed an issue over, when somebody has taken it',
    event('entry.handover_changed', { state: 'acknowledged', handedOverBy: byBen, by: byAna }),
    ['ben handover_acknowledged'],
  ],
  [
    'who forwarded something, when it is answered',
    event('entry.forward_answered', {
      forwardId: 'entry',
      forwardedBy: byBen,
      by: { kind: 'system', id: null, name: 'Supplier' },
    }),
    ['ana forward_answered', 'ben forward_answered'],
  ],
  [
    'nobody, when it went on to others before',
    event('entry.handover_changed', { state: 'passed_on', handedOverBy: byBen, by: byAna }),
    [],
  ],
  [
    'no program that handed it over',
    event('entry.handover_changed', {
      state: 'acknowledged',
      handedOverBy: { kind: 'program', id: ben, name: 'Bot' },
      by: byAna,
    }),
    [],
  ],
  [
    'the owner of an issue on which an answer did not arrive, and nobody else',
    event('delivery.changed', { state: 'failed', failed: 'message' }, { entryId: 'words of Ben' }),
    ['ana not_delivered'],
  ],
  [
    'its team, when nobody owns it',
    event('delivery.changed', { state: 'sent', failed: 'copy' }, { issueId: 'teams', entryId: 'words of Ben' }),
    ['ana not_delivered', 'ben not_delivered', 'lea not_delivered'],
  ],
  [
    'who wrote it, when there is no team',
    event('delivery.changed', { state: 'failed', failed: 'message' }, { issueId: 'nobodys', entryId: 'words of Ben' }),
    ['ben not_delivered'],
  ],
  [
    'nobody of what has gone further, or of an automatic answer that failed',
    event('delivery.changed', { state: 'failed' }),
    [],
  ],
  ['the owner when a snooze ends', event('issue.woken', {}), ['ana snooze_ended']],
  ['nobody of an issue that is nobody’s', event('issue.woken', {}, { issueId: 'nobodys' }), []],
  [
    'who is named in a note, once, and not its writer',
    event('staff.mentioned', { staffIds: [ben, ana, ben], by: byAna }),
    ['ben mentioned'],
  ],
  ['the owner when the customer writes', event('entry.appended', {}, { entryId: 'words of Mara' }), ['ana answered']],
  ['nobody when we write', event('entry.appended', {}, { entryId: 'our words' }), []],
  [
    'nobody when the customer writes about what is nobody’s yet',
    event('entry.appended', {}, { entryId: 'words of Mara', issueId: 'nobodys' }),
    [],
  ],
  [
    'the owner of an attacked account and those who read the audit log',
    event('staff.sign_in_attacked', { staffId: ben, ...attack }),
    ['ben account_attacked', 'ana sign_in_attacked', 'lea sign_in_attacked'],
  ],
  [
    'an attacked reader of the audit log once, as the owner',
    event('staff.sign_in_attacked', { staffId: ana, ...attack }),
    ['ana account_attacked', 'lea sign_in_attacked'],
  ],
  [
    'people who read the audit log, about an address that tries many accounts',
    event('staff.sign_in_attacked', { staffId: null, ...attack }),
    ['ana sign_in_attacked', 'lea sign_in_attacked'],
  ],
  ['people who manage channels, about a flood', event('channel.flooded', flood), ['lea channel_flooded']],
])('notifies %s', (_what, happened, expected) => {
  expect(notified(happened)).toEqual(expected)
})
