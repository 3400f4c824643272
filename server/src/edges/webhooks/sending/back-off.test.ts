import { expect, test } from 'vitest'
import { dayMs, hourMs, minuteMs, secondMs } from '../../../lib/clock.ts'
import { delayAfter } from './back-off.ts'

test('after each failure the wait grows, and the tenth is the last', () => {
  const delays = Array.from({ length: 10 }, (_, i) => delayAfter(i + 1, { random: () => 0 }))
  const hours = [2, 5, 10, 14, 20, 24].map((count) => count * hourMs)
  expect(delays).toEqual([5 * secondMs, 5 * minuteMs, 30 * minuteMs, ...hours, null])
  expect(delayAfter(11, { random: () => 0 })).toBeNull()
})

test('chance adds up to a fifth', () => {
  expect(delayAfter(1, { random: () => 0.999_999 })).toBe(6 * secondMs)
})

test('a receiver may ask for longer, not for shorter, and for a day at most', () => {
  expect(delayAfter(1, { random: () => 0, retryAfterMs: hourMs })).toBe(hourMs)
  expect(delayAfter(3, { random: () => 0, retryAfterMs: 1 })).toBe(30 * minuteMs)
  expect(delayAfter(1, { random: () => 0, retryAfterMs: 30 * dayMs })).toBe(dayMs)
})
