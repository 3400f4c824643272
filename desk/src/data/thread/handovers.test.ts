import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { expect, test } from 'vitest'
import { isTheirs, packetOf, waitingHandover } from './handovers.ts'

const [bo, lea, returns] = [1, 2, 3].map((n) => `01941f29-7c00-7aaa-8bbb-00000000000${n}`) as [string, string, string]
const nobody = { ownerId: null, ownerName: null, teamId: null, teamName: null }
const fields = { asked: '', tried: 'A cable.', promised: '', next: '', note: '' }
const teams = [{ id: returns, name: 'Returns', memberIds: [lea] }]

function handover(id: string, to: object, state = 'waiting'): Entry {
  const data = { ...fields, from: nobody, to: { ...nobody, ...to } }
  const content = { type: 'event', name: 'issue.handed_over', data }
  return { id, issueId: 'lamp', kind: 'handover', content, handover: { state } } as unknown as Entry
}

test('a handover is for the person, or for the members of the team, that it went to, as long as it waits', () => {
  expect(isTheirs(handover('1', { ownerId: bo }), bo, teams)).toBe(true)
  expect(isTheirs(handover('1', { ownerId: bo }), lea, teams)).toBe(false)
  expect(isTheirs(handover('1', { teamId: returns }), lea, teams)).toBe(true)
  expect(isTheirs(handover('1', { teamId: returns }), bo, teams)).toBe(false)
  expect(isTheirs(handover('1', { ownerId: bo }, 'passed_on'), bo, teams)).toBe(false)
  expect(isTheirs(handover('1', { ownerId: bo }, 'acknowledged'), bo, teams)).toBe(false)
})

test('the newest one of the issue is offered', () => {
  const entries = [handover('1', { ownerId: bo }), handover('2', { ownerId: bo }), handover('3', { ownerId: lea })]
  expect(waitingHandover(entries, { issueId: 'lamp', staffId: bo, teams })?.id).toBe('2')
  expect(waitingHandover(entries, { issueId: 'kettle', staffId: bo, teams })).toBeNull()
})

test('a handover of an earlier version has no fields', () => {
  const old = { ...handover('1', {}), content: { type: 'event', name: 'issue.handed_over', data: { note: 'Yours.' } } }
  expect(packetOf(old as Entry)).toBeNull()
  expect(isTheirs(old as Entry, bo, teams)).toBe(false)
})
