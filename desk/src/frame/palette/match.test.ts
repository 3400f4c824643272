import { expect, test } from 'vitest'
import { bestMatches, matchScore, withSeriesInOrder } from './match.ts'

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

test('what begins with it was meant rather than what has it somewhere', () => {
  expect(bestMatches(['Assign to Ben', 'Ben Okafor the Third of That Name'], 'ben', (item) => item)[0]).toMatch(/^Ben/)
})

test('times stand soonest first, however well their words fit', () => {
  const times = ['Snooze: In 3 hours', 'Snooze: Tomorrow morning', 'Snooze: Monday morning', 'Snooze: In a week'].map(
    (label) => ({ label, series: 'snooze' }),
  )
  const all: { label: string; series?: string }[] = [{ label: 'Snoozed' }, ...times, { label: 'Settings' }]
  for (const typed of ['sn', 'snooze', 'snooze in', 'morning']) {
    const found = withSeriesInOrder(
      bestMatches(all, typed, ({ label }) => label),
      all,
    )
    const shown = found.filter((item) => item.series === 'snooze')
    expect(shown).toEqual(times.filter((time) => shown.includes(time)))
    expect(shown.length).toBeGreaterThan(1)
  }
})
