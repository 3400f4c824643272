import type { EventType } from '@throughline/protocol/events.ts'
import type { Author } from '@throughline/protocol/entries.ts'
import { expect, test } from 'vitest'
import type { RecordedEvent } from '../events/events.ts'
import { whomToTell, type Known } from './whom-to-tell.ts'

const [ana, ben, lea] = ['ana', 'ben', 'lea']
const byAna: Author = { kind: 'staff', id: ana, name: 'Ana' }
const mara: Author = { kind: 'customer', id: 'mara', name: 'Mara Lindqvist' }

const known: Known = {
  ownerByIssue: new Map([
    ['hers', ana],
    ['nobodys', null],
  ]),
  saidByCustomer: new Map([['words of Mara', mara]]),
  membersByTeam: new Map([['returns', [ana, ben, lea]]]),
  auditReaders: [ana, lea],
  channelManagers: [lea],
}

const event = (type: EventType, data: Record<string, unknown>, about: Partial<RecordedEvent> = {}): RecordedEvent => ({
  position: 1,
  xid: '1',
  id: 'an event',
  type,
  at: new Date(0),
  customerId: 'mara',
  issueId: 'hers',
  entryId: null,
  data,
  ...about,
})

const told = (happened: RecordedEvent): string[] =>
  whomToTell(happened, known).map(({ staffId, kind }) => `${staffId} ${kind}`)

test.each<[string, RecordedEvent, string[]]>([
  ['who gets an issue', event('issue.assigned', { ownerId: ben, by: byAna }), ['ben assigned']],
  ['nobody, when an issue is given back', event('issue.assigned', { ownerId: null, by: byAna }), []],
  ['nobody, when only the team changes', event('issue.assigned', { teamId: 'returns', by: byAna }), []],
  ['not those who take an issue themselves', event('issue.assigned', { ownerId: ana, by: byAna }), []],
  ['who is handed an issue', event('issue.handed_over', { ownerId: ben, by: byAna }), ['ben handed_over']],
  [
    'a team that is handed an issue, but not who hands it over',
    event('issue.handed_over', { teamId: 'returns', by: byAna }),
    ['ben handed_over', 'lea handed_over'],
  ],
  [
    'one person of a team when one is named',
    event('issue.handed_over', { teamId: 'returns', ownerId: lea, by: byAna }),
    ['lea handed_over'],
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
    event('staff.sign_in_attacked', { staffId: ben }),
    ['ben account_attacked', 'ana sign_in_attacked', 'lea sign_in_attacked'],
  ],
  [
    'an attacked reader of the audit log once, as the owner',
    event('staff.sign_in_attacked', { staffId: ana }),
    ['ana account_attacked', 'lea sign_in_attacked'],
  ],
  [
    'people who read the audit log, about an address that tries many accounts',
    event('staff.sign_in_attacked', { staffId: null }),
    ['ana sign_in_attacked', 'lea sign_in_attacked'],
  ],
  ['people who manage channels, about a flood', event('channel.flooded', {}), ['lea channel_flooded']],
  ['nobody of other things', event('issue.resolved', { by: byAna }), []],
])('tells %s', (_what, happened, expected) => {
  expect(told(happened)).toEqual(expected)
})

test('a broken event tells nobody rather than failing', () => {
  expect(told(event('staff.mentioned', { staffIds: 'ben', by: 3 }))).toEqual([])
})
