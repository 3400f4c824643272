import { dayMs, hourMs, secondMs } from '../../lib/clock.ts'

const triedForMs = dayMs
const firstPauseMs = 5 * secondMs
const longestPauseMs = hourMs

export interface FailedTry {
  /** So far, this one included. */
  tries: number
  /** When the first of them was made. */
  since: Date
  now: Date
  /** The pause that the other side asked for. */
  askedMs: number | null
}

/**
 * When to fetch a file again; null: it is given up. 5 s, doubled each time up to an hour, and up to a fifth more by chance;
 * longer when the other side asks for it. The last try is made when a day is over, whatever it asks for: providers keep
 * files for days only.
 */
export function nextTryAt({ tries, since, now, askedMs }: FailedTry, random: () => number): Date | null {
  const nowMs = now.getTime()
  // Written while a clock was ahead, it would put off the end.
  const endsMs = Math.min(since.getTime(), nowMs) + triedForMs
  if (nowMs >= endsMs) return null
  const backOffMs = Math.min(firstPauseMs * 2 ** Math.min(tries - 1, 20), longestPauseMs) * (1 + random() / 5)
  return new Date(Math.min(nowMs + Math.max(Math.round(backOffMs), askedMs ?? 0), endsMs))
}
