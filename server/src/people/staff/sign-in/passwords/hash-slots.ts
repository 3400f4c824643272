import type { Standing } from './address-standing.ts'
import { withPriorityOf } from './hash-workers.ts'

/** On a busy machine a turn takes long because it gives way: that is pause enough. */
const maxPauseMs = 300

/** Two passwords are hashed at a time in this process: each takes a core and 32 MiB. */
export interface HashSlots {
  isFreeFor(standing: Standing): boolean
  /** Takes a slot for as long as `work` runs. */
  run<T>(standing: Standing, work: () => Promise<T>): Promise<T>
}

/**
 * One slot is for known addresses alone, so that a real sign-in does not wait for guesses. In the other one suspects
 * pause after each turn for as long as it took, so that guesses take half of a core at most.
 * `onFree` is called each time a slot may have become free for somebody.
 */
export function createHashSlots({ onFree }: { onFree: () => void }): HashSlots {
  let ofKnown = 0
  let ofOthers = 0
  let isPausing = false

  function pauseSuspects(durationMs: number): void {
    isPausing = true
    setTimeout(() => {
      isPausing = false
      onFree()
    }, durationMs).unref()
  }

  return {
    isFreeFor(standing) {
      if (standing === 'known') return ofKnown + ofOthers < 2
      return ofOthers === 0 && ofKnown < 2 && !(standing === 'suspect' && isPausing)
    },
    async run(standing, work) {
      const startedMs = performance.now()
      // Fixed for the turn: the standing of its address may change while it runs.
      if (standing === 'known') ofKnown++
      else ofOthers++
      try {
        return await withPriorityOf(standing, work)
      } finally {
        if (standing === 'known') ofKnown--
        else ofOthers--
        if (standing === 'suspect') pauseSuspects(Math.min(performance.now() - startedMs, maxPauseMs))
        onFree()
      }
    },
  }
}
