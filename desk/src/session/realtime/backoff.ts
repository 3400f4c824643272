const firstDelayMs = 400
const longestDelayMs = 15_000

/**
 * How long to wait before the next try: doubled each time, and spread, so that a thousand desks do not all come back
 * in the same second after a restart. `random` is between 0 and 1.
 */
export function backoffMs(attempt: number, random: number): number {
  const ceiling = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(attempt, 10))
  return Math.round(ceiling * (0.5 + random / 2))
}
