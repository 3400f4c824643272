import { setTimeout as delay } from 'node:timers/promises'
import type { Random } from '../../../server/test/mail/generating/random.ts'
import type { Ledger } from '../ledger.ts'

/** What a sender that does its duty knows of one attempt: taken, to be tried again, or refused for good. */
export type Attempt = { outcome: 'taken' } | { outcome: 'later' } | { outcome: 'refused'; reply: string }

/** Tries until the product says yes, however often it dies in between. */
export async function untilAcknowledged(
  ledger: Ledger,
  random: Random,
  what: string,
  attempt: () => Promise<Attempt>,
): Promise<void> {
  for (;;) {
    ledger.counts.attempts++
    // A cut connection says nothing: the message may be recorded or not.
    const result = await attempt().catch((): Attempt => ({ outcome: 'later' }))
    if (result.outcome === 'taken') return
    if (result.outcome === 'refused') {
      ledger.violations.push(`${what} was refused for good: ${result.reply}`)
      return
    }
    ledger.counts.cut++
    await delay(20 + random.below(80))
  }
}

/** Something to send, and now and then the same thing again: later, or at the same time from elsewhere. */
export interface Supply<T> {
  next(): T
}

export function withRepeats<T>(supply: () => T, random: Random, ledger: Ledger): Supply<T> {
  const again: T[] = []
  return {
    next() {
      if (again.length > 0 && random.chance(0.5)) {
        ledger.counts.repeated++
        return again.shift()!
      }
      const fresh = supply()
      if (random.chance(0.1)) again.push(fresh)
      return fresh
    },
  }
}

/** Runs until told to end, and then finishes what it has begun. Pauses at most for `pauseMs` after each. */
export function keepSending(
  { lanes, pauseMs = 40 }: { lanes: number; pauseMs?: number },
  random: Random,
  sendNext: () => Promise<void>,
): { finish(): Promise<void> } {
  let isEnding = false
  const running = Promise.all(
    Array.from({ length: lanes }, async () => {
      while (!isEnding) {
        await sendNext()
        await delay(random.below(pauseMs))
      }
    }),
  )
  return {
    async finish() {
      isEnding = true
      await running
    },
  }
}
