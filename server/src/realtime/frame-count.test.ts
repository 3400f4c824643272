import { expect, test } from 'vitest'
import { FrameCount } from './frame-count.ts'

test('so many in a minute and not one more, and anew in the next', () => {
  const frames = new FrameCount(3)
  expect([0, 10, 20, 30].map((atMs) => frames.isOneTooMany(atMs))).toEqual([false, false, false, true])
  expect(frames.isOneTooMany(59_999)).toBe(true)
  expect(frames.isOneTooMany(60_000)).toBe(false)
})
