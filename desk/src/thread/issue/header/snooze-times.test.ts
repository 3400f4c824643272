import { expect, test } from 'vitest'
import { snoozeTimes } from './snooze-times.ts'

const names = (now: Date) => snoozeTimes(now).map((time) => time.name)

test('on a Wednesday there are four times, in order', () => {
  const times = snoozeTimes(new Date(2026, 0, 7, 10, 20))
  expect(times.map((time) => time.name)).toEqual(['laterToday', 'tomorrow', 'monday', 'week'])
  expect(times.map((time) => time.at.getTime())).toEqual(
    times.map((time) => time.at.getTime()).toSorted((a, b) => a - b),
  )
})

test('on a Sunday, tomorrow is Monday: said once', () => {
  expect(names(new Date(2026, 0, 4, 10))).toEqual(['laterToday', 'tomorrow', 'week'])
})

test('on a Monday, next Monday is in a week: said once', () => {
  expect(names(new Date(2026, 0, 5, 10))).toEqual(['laterToday', 'tomorrow', 'monday'])
})

test('mornings begin at nine', () => {
  expect(snoozeTimes(new Date(2026, 0, 7, 23, 59))[1]?.at).toEqual(new Date(2026, 0, 8, 9))
})
