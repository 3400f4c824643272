import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { trackLoad } from './load.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

test('a receiver is slow from its first late call until it answers one in time', () => {
  const load = trackLoad(1000)
  const [first, second] = [load.begin('a'), load.begin('a')]
  expect(load.byReceiver()).toEqual(new Map([['a', { count: 2, isSlow: false }]]))
  vi.advanceTimersByTime(1000)
  first()
  second()
  expect(load.byReceiver()).toEqual(new Map([['a', { count: 0, isSlow: true }]]))
  load.begin('a')()
  expect(load.byReceiver()).toEqual(new Map())
})

test('a call that ended in time says nothing later', () => {
  const load = trackLoad(1000)
  load.begin('a')()
  vi.advanceTimersByTime(5000)
  expect(load.byReceiver()).toEqual(new Map())
})
