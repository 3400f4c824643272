import { expect, test } from 'vitest'
import { bestMatches, matchScore } from './match.ts'

test('every part of what was typed has to be there', () => {
  expect(matchScore('Assign to Ben Okafor', 'ass ben')).toBeGreaterThan(0)
  expect(matchScore('Assign to Ben Okafor', 'ass lea')).toBe(0)
})

test('case and accents do not matter', () => {
  expect(matchScore('Zurückstellen', 'zuruck')).toBeGreaterThan(0)
  expect(matchScore('Łukasz Żółty', 'ŻOŁTY')).toBeGreaterThan(0)
})

test('whole words come before beginnings, beginnings before the middle', () => {
  const items = ['Enclosed', 'Closed issues', 'Close', 'Close the issue']
  expect(bestMatches(items, 'close', (item) => item)).toEqual(['Close', 'Close the issue', 'Closed issues', 'Enclosed'])
})

test('nothing typed leaves everything as it stands', () => {
  expect(bestMatches(['b', 'a'], ' ', (item) => item)).toEqual(['b', 'a'])
})
