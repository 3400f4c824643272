import { setTimeout as delay } from 'node:timers/promises'
import { isDatabaseAway } from './database-errors.ts'

/**
 * Runs work that may be repeated, and runs it again when its connection to the database was lost. Only for reading, and
 * for writing whose repetition is known by a key: whether a lost transaction was committed cannot be found out. Each run
 * waits for a connection as any other work does.
 */
export async function runAgainIfLost<T>(work: () => Promise<T>): Promise<T> {
  for (let run = 1; ; run++) {
    try {
      return await work()
    } catch (error) {
      if (!isDatabaseAway(error) || run === maxRuns) throw error
      await delay(betweenRunsMs)
    }
  }
}

/** The same for background work, where no caller waits for an error: runs it until the database is back, or `isOver`. */
export async function runWhenBack<T>(work: () => Promise<T>, isOver: () => boolean): Promise<T> {
  for (;;) {
    try {
      return await work()
    } catch (error) {
      if (!isDatabaseAway(error) || isOver()) throw error
      await delay(untilItIsBackMs, undefined, { ref: false })
    }
  }
}

/** A connection of the pool may be dead as well without having been noticed yet. */
const maxRuns = 3
const betweenRunsMs = 50
const untilItIsBackMs = 500
