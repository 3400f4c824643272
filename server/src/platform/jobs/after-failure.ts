import { isConflict, isDatabaseAway, isDatabaseFull } from '../db/database-errors.ts'
import { secondMs } from '../../lib/clock.ts'
import { messageOf } from '../../lib/errors.ts'

/** How often something fails before it is set aside for a person: with the pauses, for about two minutes. */
export const triesInAll = 8
const longestPauseMs = 64 * secondMs
const passingPauseMs = 5 * secondMs
const maxErrorLength = 2000

export interface Fate {
  state: 'waiting' | 'set_aside'
  tries: number
  triesLeft: number
  error: string
  nextTryAt: Date
  setAsideAt: Date | null
}

/** What becomes of a piece of work that has failed now, a reaction's or a timer's. Pure. */
export function afterFailure(share: { tries: number; triesLeft: number }, error: unknown, now: Date): Fate {
  const told = { error: beginningOf(messageOf(error)), setAsideAt: null }
  if (passes(error)) {
    return { ...share, ...told, state: 'waiting', nextTryAt: new Date(now.getTime() + passingPauseMs) }
  }
  const [tries, triesLeft] = [share.tries + 1, share.triesLeft - 1]
  if (triesLeft <= 0) return { ...told, tries, triesLeft: 0, state: 'set_aside', nextTryAt: now, setAsideAt: now }
  const pauseMs = Math.min(longestPauseMs, secondMs * 2 ** (tries - 1))
  return { ...told, tries, triesLeft, state: 'waiting', nextTryAt: new Date(now.getTime() + pauseMs) }
}

/** Says nothing about the work: the database was away or full, or other work was in the way. */
function passes(error: unknown): boolean {
  return isConflict(error) || isDatabaseAway(error) || isDatabaseFull(error)
}

/** An error for the log: what it says may be a whole message of a customer. */
export function shortened(error: unknown): Error {
  if (error instanceof Error && error.message.length <= maxErrorLength) return error
  return new Error(beginningOf(messageOf(error)))
}

/** PostgreSQL keeps no NUL and no half of a character. */
function beginningOf(text: string): string {
  return text.slice(0, maxErrorLength).replaceAll('\u0000', '').toWellFormed()
}
