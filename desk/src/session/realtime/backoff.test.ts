import { expect, test } from 'vitest'
import { backoffMs } from './backoff.ts'

test('each try waits longer than the one before, and never longer than 15 seconds', () => {
  const delays = [0, 1, 2, 3, 4, 5, 6, 7, 50].map((attempt) => backoffMs(attempt, 1))
  expect(delays).toEqual([400, 800, 1600, 3200, 6400, 12_800, 15_000, 15_000, 15_000])
})

test('two desks that were cut at the same time come back at different times', () => {
  expect(backoffMs(4, 0)).toBe(3200)
  expect(backoffMs(4, 1)).toBe(6400)
})
