import { webchatWords } from '@throughline/protocol/webchat/words.ts'
import type { Clock } from '../../../lib/clock.ts'
import { minuteMs } from '../../../lib/clock.ts'
import { AppError } from '../../../lib/errors.ts'

/** How often one visitor may do one thing in a minute: more than a person would. */
const perMinute = { message: 60, file: 60, identification: 30, reach: 20 } as const

export type VisitorAction = keyof typeof perMinute

export interface RateLimit {
  /** Counts, and throws `too_many_requests`. Each node counts for itself. */
  count(action: VisitorAction, tokenHash: string): void
}

export function createRateLimit({ clock }: { clock: Clock }): RateLimit {
  let counts = new Map<string, number>()
  let until = 0
  return {
    count(action, tokenHash) {
      const now = clock.now().getTime()
      if (now >= until) {
        counts = new Map()
        until = now + minuteMs
      }
      const key = `${action} ${tokenHash}`
      const count = (counts.get(key) ?? 0) + 1
      counts.set(key, count)
      if (count <= perMinute[action]) return
      const seconds = Math.max(1, Math.ceil((until - now) / 1000))
      throw new AppError('too_many_requests', webchatWords.too_fast({ max: perMinute[action], seconds }), {
        retryAfterSeconds: seconds,
      })
    },
  }
}
