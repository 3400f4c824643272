import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { expect, test } from 'vitest'
import { eventSentence } from './event-sentence.ts'

const now = new Date(2026, 0, 7, 12, 0).getTime()

function told(name: string, data: Record<string, unknown>, text = '', authorId = 'nia') {
  const author = { kind: 'staff', id: authorId, name: 'Nia' }
  const entry = { author, text, content: { type: 'event', name, data } } as unknown as Entry
  // Names are isolated from the direction of what stands around them.
  return eventSentence(entry, now).replaceAll(/[\u2068\u2069]/g, '')
}

test('an event says who, and a time in words', () => {
  const snoozed = told('issue.snoozed', { until: new Date(2099, 0, 1, 8, 0).toISOString() }, 'Snoozed until …')
  expect(snoozed).toMatch(/^Nia snoozed the issue until .*2099.* at 0?8:00/)
  expect(snoozed).not.toMatch(/\dT\d/)
})

test('an event says to whom, and why', () => {
  expect(told('issue.assigned', { ownerId: 'bo', ownerName: 'Bo', teamName: null })).toBe(
    'Nia assigned the issue to Bo',
  )
  expect(told('issue.assigned', { ownerId: 'nia', ownerName: 'Nia', teamName: null })).toBe('Nia took the issue')
  expect(told('issue.assigned', { ownerId: null, ownerName: null, teamName: null })).toBe('Nia unassigned the issue')
  expect(told('issue.assigned', { teamId: 't', teamName: 'Returns' })).toBe(
    'Nia assigned the issue to the team Returns',
  )
  expect(told('issue.assigned', { teamId: null, teamName: null })).toBe('Nia removed the issue from its team')
  expect(told('issue.resolved', { reason: 'The lamp arrived.' })).toBe('Nia closed the issue: The lamp arrived.')
  expect(told('issue.resolved', { reason: '' })).toBe('Nia closed the issue')
  expect(told('issue.merged', { otherNumber: 12, reason: 'Twice.' })).toBe('Nia merged #12 into this issue: Twice.')
})

test('a word about messages says whose it is, by which way, and in which words', () => {
  const stop = { purpose: 'service', isGiven: false, medium: 'sms', wording: 'STOP', source: 'customer', address: '+1' }
  expect(told('consent.recorded', stop)).toBe('Nia asked for no more messages by SMS (STOP)')
  expect(told('consent.recorded', { ...stop, isGiven: true, wording: 'START', medium: 'email' })).toBe(
    'Nia wants messages again by mail (START)',
  )
  const byUs = { ...stop, medium: null, wording: '', source: 'staff', reason: 'On the phone.' }
  expect(told('consent.recorded', byUs)).toBe('Nia recorded for +1: no more messages: On the phone.')
  expect(told('consent.recorded', { ...stop, purpose: 'poetry' }, 'Poems are unwanted.')).toBe(
    'Nia: Poems are unwanted.',
  )
})

test('what an earlier version or a newer server wrote keeps its sentence, and says who', () => {
  expect(told('issue.resolved', {}, 'Resolved: The lamp arrived.')).toBe('Nia: Resolved: The lamp arrived.')
  expect(told('issue.painted', {}, 'Painted green.')).toBe('Nia: Painted green.')
  expect(told('issue.snoozed', { until: 'soon' }, 'Snoozed.')).toBe('Nia: Snoozed.')
})
