import { expect, test } from 'vitest'
import { allMet, exactly, isMet, none, type Measure } from './measure.ts'
import { tableOf } from './table.ts'

const speed: Measure = {
  name: 'messages',
  unit: '/s',
  value: 50,
  baseline: { name: 'bare', value: 100 },
  owed: { of: 'ratio', is: 'at least', limit: 0.4 },
}

test('a ratio is judged against its limit, whichever way it is owed', () => {
  expect(isMet(speed)).toBe(true)
  expect(isMet({ ...speed, owed: { of: 'ratio', is: 'at most', limit: 0.4 } })).toBe(false)
  expect(isMet({ ...speed, owed: { of: 'value', is: 'at least', limit: 60 } })).toBe(false)
})

test('what could not be measured is not met', () => {
  expect(isMet({ ...speed, value: Number.NaN })).toBe(false)
  expect(isMet({ ...speed, baseline: { name: 'bare', value: 0 } })).toBe(false)
})

test('a figure of which nothing is owed is neither met nor missed', () => {
  const { owed: _, ...free } = speed
  expect(isMet(free)).toBeNull()
  expect(allMet([free, none('lost', 0)])).toBe(true)
  expect(allMet(exactly('threads', 9, 10))).toBe(false)
})

test('the table shows the measure, its baseline, the ratio and what is owed', () => {
  const table = tableOf('ingest', { measures: [speed], notes: ['on two cores'] })
  expect(table).toContain('messages (against bare)')
  expect(table).toMatch(/50\.0 \/s\s+100 \/s\s+0\.50\s+≥ 0\.4\s+ok/)
  expect(table).toContain('· on two cores')
})
