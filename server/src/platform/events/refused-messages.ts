import { secondMs, type Clock } from '../../lib/clock.ts'
import type { Logger } from '../../lib/logger.ts'
import type { Refusal } from './signed-hints.ts'

/** Counts refused messages between nodes, and says when there are too many. */
export interface RefusedMessages {
  /** Of each kind, since the start. */
  readonly counts: Readonly<Record<Refusal, number>>
  /** True when there were too many within this second: listening costs more than the hints are worth. */
  add(why: Refusal): boolean
}

const sayEveryMs = 60 * secondMs
/** More than nodes with wrong clocks or another key produce; a small part of what a processor can check. */
const maxPerSecond = 500

export function refusedMessages(logger: Logger, clock: Clock, where: string): RefusedMessages {
  const counts: Record<Refusal, number> = { too_large: 0, forged: 0, malformed: 0, stale: 0, repeated: 0 }
  let saidAt = -Infinity
  let secondBegan = -Infinity
  let withinSecond = 0
  return {
    counts,
    add(why) {
      counts[why]++
      const now = clock.now().getTime()
      if (now - saidAt >= sayEveryMs) {
        saidAt = now
        logger.warn({ refused: { ...counts } }, `messages by ${where} are not hints of our nodes: who else is on it?`)
      }
      if (now - secondBegan >= secondMs) {
        secondBegan = now
        withinSecond = 0
      }
      return ++withinSecond > maxPerSecond
    },
  }
}
