import { minuteMs, type Clock } from '../../lib/clock.ts'

/**
 * The brake on guessing passwords: failures are counted for an account from one address, and more loosely for the
 * account from everywhere. It counts for accounts that do not exist too, so that it tells nothing. A person who is
 * guessed at from elsewhere can still sign in until the loose limit; nobody is locked out for longer than a window.
 */
export interface Attempts {
  /** How long to wait before the next try; 0 when it may be made now. */
  waitMs(email: string, address: string): number
  failed(email: string, address: string): void
  succeeded(email: string, address: string): void
}

interface Count {
  failures: number
  untilMs: number
}

export const maxFailuresFromOneAddress = 10
export const maxFailuresFromEverywhere = 100
const account = (email: string): string => email.trim().toLowerCase()
const accountFrom = (email: string, address: string): string => `${account(email)} ${address}`
const windowMs = 15 * minuteMs
const maxKeys = 50_000

export function createAttempts(clock: Clock): Attempts {
  const counts = new Map<string, Count>()

  const current = (key: string): Count | undefined => {
    const count = counts.get(key)
    return count && count.untilMs > clock.now().getTime() ? count : undefined
  }
  const waitFor = (key: string, max: number): number => {
    const count = current(key)
    return count && count.failures >= max ? count.untilMs - clock.now().getTime() : 0
  }
  const add = (key: string): void => {
    const count = current(key)
    if (count) {
      count.failures++
      return
    }
    // Oldest first: a flood of made-up accounts pushes out what has waited longest.
    if (counts.size >= maxKeys) counts.delete(counts.keys().next().value!)
    counts.delete(key)
    counts.set(key, { failures: 1, untilMs: clock.now().getTime() + windowMs })
  }
  return {
    waitMs: (email, address) =>
      Math.max(
        waitFor(accountFrom(email, address), maxFailuresFromOneAddress),
        waitFor(account(email), maxFailuresFromEverywhere),
      ),
    failed(email, address) {
      add(accountFrom(email, address))
      add(account(email))
    },
    succeeded: (email, address) => void counts.delete(accountFrom(email, address)),
  }
}
