import { expect, test } from 'vitest'
import { manualClock, secondMs } from '../../../lib/clock.ts'
import { createRateLimit } from './rate-limit.ts'

test('a visitor who did too much in a minute is refused, and told in how many seconds to try again', () => {
  const clock = manualClock('2026-03-02T08:00:00Z')
  const limit = createRateLimit({ clock })
  const identify = (): void => limit.count('identification', 'a visitor')
  for (let i = 0; i < 30; i++) identify()
  clock.advance(20 * secondMs)
  expect(identify).toThrow(expect.objectContaining({ code: 'too_many_requests', retryAfterSeconds: 40 }))
  clock.advance(40 * secondMs)
  expect(identify).not.toThrow()
})
