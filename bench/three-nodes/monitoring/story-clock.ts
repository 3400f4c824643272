import { setTimeout as delay } from 'node:timers/promises'
import { minuteMs, secondMs } from '../../../server/src/lib/clock.ts'

/**
 * The time of the story. It goes as fast as ours while something is done (a node starts, a request waits). In between, an
 * operator's hour is mostly waiting: there each look of the monitoring counts for half a minute, however long it takes.
 */
export interface StoryClock {
  /** Since the story began. */
  readonly nowMs: number
  /** Lets minutes pass quickly. */
  pass(minutes: number): Promise<void>
  stop(): Promise<void>
}

const quickStepMs = 30 * secondMs
const betweenLooksMs = { quick: 250, live: 500 }

/** `look` is called again and again with the story's time. */
export function startStory(look: (nowMs: number) => Promise<void>): StoryClock {
  let nowMs = 0
  let quickUntilMs = 0
  let arrived = (): void => {}
  let isOver = false

  async function tick(): Promise<void> {
    while (!isOver) {
      const fromMs = performance.now()
      const isQuick = nowMs < quickUntilMs
      const pause = delay(isQuick ? betweenLooksMs.quick : betweenLooksMs.live)
      await look(nowMs)
      await pause
      nowMs += isQuick ? quickStepMs : performance.now() - fromMs
      if (nowMs >= quickUntilMs) arrived()
    }
  }

  const ticking = tick()
  return {
    get nowMs() {
      return nowMs
    },
    pass(minutes) {
      quickUntilMs = nowMs + minutes * minuteMs
      return new Promise((resolve) => (arrived = resolve))
    },
    async stop() {
      isOver = true
      await ticking
    },
  }
}
