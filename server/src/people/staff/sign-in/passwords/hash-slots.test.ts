import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createHashSlots } from './hash-slots.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'performance'] }))
afterEach(() => void vi.useRealTimers())

test('suspects pause for as long as their turn took, and others need not wait for that', async () => {
  const onFree = vi.fn()
  const slots = createHashSlots({ onFree })
  const work = Promise.withResolvers<void>()
  const turn = slots.run('suspect', () => work.promise)
  expect(slots.isFreeFor('unknown')).toBe(false)
  expect(slots.isFreeFor('known')).toBe(true)
  vi.advanceTimersByTime(250)
  work.resolve()
  await turn
  expect(slots.isFreeFor('unknown')).toBe(true)
  expect(slots.isFreeFor('suspect')).toBe(false)
  vi.advanceTimersByTime(249)
  expect(slots.isFreeFor('suspect')).toBe(false)
  expect(onFree).toHaveBeenCalledTimes(1)
  vi.advanceTimersByTime(1)
  expect(slots.isFreeFor('suspect')).toBe(true)
  expect(onFree).toHaveBeenCalledTimes(2)
})
