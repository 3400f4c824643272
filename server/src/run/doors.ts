import { setTimeout as after } from 'node:timers/promises'

/** The ways in of a node: they close together, while what they stand on still runs. */
export interface Doors {
  /** `close` lets what is under way finish, and resolves when nothing is left. */
  add(close: () => Promise<unknown>): void
  /** Resolves when all are closed, or when the time is over. Rejects with the first failure, after the others are done. */
  close(withinMs: number): Promise<void>
}

export function createDoors(): Doors {
  const doors: (() => Promise<unknown>)[] = []
  return {
    add: (close) => void doors.push(close),
    async close(withinMs) {
      const timer = new AbortController()
      const late = after(withinMs, [], { signal: timer.signal }).catch(() => [])
      const outcomes = await Promise.race([Promise.allSettled(doors.map((close) => close())), late])
      timer.abort()
      for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason
    },
  }
}
