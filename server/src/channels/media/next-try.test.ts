import { expect, test } from 'vitest'
import { dayMs, hourMs, secondMs } from '../../lib/clock.ts'
import { nextTryAt } from './next-try.ts'

const since = new Date('2026-03-02T08:00:00Z')
const at = (ms: number): Date => new Date(since.getTime() + ms)
const next = (failed: { tries?: number; afterMs?: number; askedMs?: number | null }, chance = 0): number | null => {
  const { tries = 1, afterMs = 0, askedMs = null } = failed
  const found = nextTryAt({ tries, since, now: at(afterMs), askedMs }, () => chance)
  return found && found.getTime() - since.getTime() - afterMs
}

test.each([
  [{ tries: 1 }, 5 * secondMs],
  [{ tries: 2 }, 10 * secondMs],
  [{ tries: 6 }, 160 * secondMs],
  [{ tries: 11 }, hourMs],
  [{ tries: 4000 }, hourMs],
  [{ tries: 1, askedMs: 90 * secondMs }, 90 * secondMs],
  // Absurd waits end with the day, and never come before the pause.
  [{ tries: 1, askedMs: 1e15 }, dayMs],
  [{ tries: 1, askedMs: -5 }, 5 * secondMs],
  [{ tries: 30, afterMs: dayMs - secondMs }, secondMs],
  [{ tries: 30, afterMs: dayMs }, null],
  [{ tries: 30, afterMs: dayMs, askedMs: hourMs }, null],
])('after %j comes the next try in %s ms', (failed, ms) => {
  expect(next(failed)).toBe(ms)
})

test('what failed together does not come back together', () => {
  expect(next({ tries: 2 }, 1)).toBe(12 * secondMs)
})

test('a first try that was noted while a clock was ahead does not put off the end', () => {
  const failed = { tries: 5, since: at(10 * dayMs), now: since, askedMs: 1e15 }
  expect(nextTryAt(failed, () => 0)).toEqual(at(dayMs))
})
