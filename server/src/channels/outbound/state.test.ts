import { expect, test } from 'vitest'
import { dayMs, hourMs, secondMs } from '../../lib/clock.ts'
import { afterReceipt, maxAttempts, retryDelayMs } from './state.ts'

test('a message is tried for about two days before it is given up', () => {
  const pausesMs = Array.from({ length: maxAttempts - 1 }, (_, index) => retryDelayMs(index + 1, null))
  const inAllMs = pausesMs.reduce((sum, pauseMs) => sum + pauseMs, 0)
  expect(pausesMs.slice(0, 3)).toEqual([5 * secondMs, 10 * secondMs, 20 * secondMs])
  expect(Math.max(...pausesMs)).toBe(6 * hourMs)
  expect(inAllMs / dayMs).toBeCloseTo(2, 0)
})

test('the other side may ask for a longer pause, up to a day', () => {
  expect(retryDelayMs(1, 10 * 60 * secondMs)).toBe(10 * 60 * secondMs)
  expect(retryDelayMs(1, 30 * dayMs)).toBe(dayMs)
  expect(retryDelayMs(10, 1)).toBe(retryDelayMs(10, null))
})

test.each([
  ['queued', 'delivered', 'delivered'],
  ['read', 'delivered', 'read'],
  ['delivered', 'read', 'read'],
  ['read', 'failed', 'read'],
  ['refused', 'failed', 'refused'],
  ['delivered', 'failed', 'failed'],
  ['sent', 'delayed', 'sent'],
  ['failed', 'delivered', 'failed'],
] as const)('%s, and then word that it was %s, is %s', (before, receipt, after) => {
  expect(afterReceipt(before, receipt)).toBe(after)
})
