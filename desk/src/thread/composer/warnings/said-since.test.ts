import { expect, test } from 'vitest'
import { ana, entryOf } from '../../../testing/cast.ts'
import { saidSince } from './said-since.ts'

const begunAt = '2026-01-05T09:00:00.000Z'
const later = '2026-01-05T09:01:00.000Z'

test('a colleague’s answer and the customer’s words since are told apart; one’s own and what was before are not told', () => {
  const entries = [
    entryOf(1, { direction: 'out', recordedAt: begunAt, author: { kind: 'staff', id: 'ben', name: 'Ben' } }),
    entryOf(2, { direction: 'out', recordedAt: later, author: { kind: 'staff', id: 'ben', name: 'Ben' } }),
    entryOf(3, { direction: 'out', recordedAt: later, author: { kind: 'staff', id: ana, name: 'Ana' } }),
    entryOf(4, { direction: 'in', recordedAt: later }),
    entryOf(5, { kind: 'note', direction: 'internal', recordedAt: later }),
  ]
  const { answers, words } = saidSince(entries, begunAt, ana)
  expect(answers.map(({ seq }) => seq)).toEqual([2])
  expect(words.map(({ seq }) => seq)).toEqual([4])
})

test('an answer that was taken back was not given', () => {
  const taken = entryOf(2, {
    direction: 'out',
    recordedAt: later,
    author: { kind: 'staff', id: 'ben', name: 'Ben' },
    delivery: { state: 'refused', at: later, attempts: 0, error: { code: 'taken_back', message: '' } },
  })
  expect(saidSince([taken], begunAt, ana).answers).toEqual([])
})

test('who has not begun is told nothing', () => {
  expect(saidSince([entryOf(1, { recordedAt: later })], null, ana)).toEqual({ answers: [], words: [] })
})
