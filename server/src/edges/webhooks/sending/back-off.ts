import { dayMs, hourMs, minuteMs, secondMs } from '../../../lib/clock.ts'

// As Standard Webhooks proposes: the first attempt at once, ten in all, within about three days and a half.
const delaysMs = [
  5 * secondMs,
  5 * minuteMs,
  30 * minuteMs,
  2 * hourMs,
  5 * hourMs,
  10 * hourMs,
  14 * hourMs,
  20 * hourMs,
  24 * hourMs,
]

/**
 * How long to wait after the given number of failed attempts; null: that was the last. Up to a fifth is added by
 * chance, so that what failed together does not come back together. A receiver may ask for longer, up to a day.
 */
export function delayAfter(
  attempts: number,
  { random, retryAfterMs = 0 }: { random: () => number; retryAfterMs?: number },
): number | null {
  const delayMs = delaysMs[attempts - 1]
  if (delayMs === undefined) return null
  return Math.max(Math.round(delayMs * (1 + random() / 5)), Math.min(retryAfterMs, dayMs))
}
