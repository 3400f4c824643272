import { minuteMs, type Clock } from '../../../lib/clock.ts'
import { AppError } from '../../../lib/errors.ts'
import { networkOf } from '../../../lib/network-of.ts'
import { givingWay } from './hash-workers.ts'

/**
 * Decides whose password is hashed when, in one place: few at a time, the others in a short queue in which addresses take
 * turns, and everything beyond that refused before it costs anything. Each node has its own queue, because it is about
 * the cores of one machine.
 */
export interface HashQueue {
  /** Runs `work` when it is this address's turn. */
  run<T>(address: string, work: () => Promise<T>): Promise<T>
  /** A wrong password from there: for a while that address shares one slot with others like it, and gives way. */
  failed(address: string): void
  /** Refuses everything that still waits: the process is about to stop. */
  clear(): void
}

/** How many passwords are hashed at a time in this process: each takes a core and 32 MiB. */
const hashesAtOnce = 2
export const maxWaitingPerAddress = 10
export const maxWaiting = 40
const suspectMs = minuteMs
const maxSuspects = 10_000

interface Waiting {
  start(): void
  refuse(): void
}

export function createHashQueue({ clock }: { clock: Clock }): HashQueue {
  // In the order in which the addresses get their turn.
  const lines = new Map<string, Waiting[]>()
  const suspectUntilMs = new Map<string, number>()
  let waiting = 0
  let running = 0
  let runningSuspects = 0

  const isSuspect = (from: string): boolean => (suspectUntilMs.get(from) ?? 0) > clock.now().getTime()

  function next(): void {
    while (running < hashesAtOnce) {
      // One slot is kept for addresses that have not failed, so that a real sign-in does not wait for guesses.
      const found = [...lines.keys()].find((from) => runningSuspects < hashesAtOnce - 1 || !isSuspect(from))
      if (found === undefined) return
      const line = lines.get(found)!
      const turn = line.shift()!
      waiting--
      // To the end: every other address comes first.
      lines.delete(found)
      if (line.length > 0) lines.set(found, line)
      turn.start()
    }
  }

  /**
   * Sends away the last of the longest line, so that many tries from few addresses do not shut out the others: of an
   * address that failed, or else of one with more tries waiting than the new one has with this try.
   */
  function makeRoom(newLength: number): boolean {
    const longestFirst = [...lines.entries()].toSorted(([, a], [, b]) => b.length - a.length)
    const found = longestFirst.find(([from]) => isSuspect(from)) ?? longestFirst[0]
    if (!found) return false
    const [from, line] = found
    if (!isSuspect(from) && line.length <= newLength) return false
    const last = line.pop()!
    waiting--
    if (line.length === 0) lines.delete(from)
    last.refuse()
    return true
  }

  return {
    run(address, work) {
      const from = networkOf(address)
      const line = lines.get(from) ?? []
      if (line.length >= maxWaitingPerAddress) return Promise.reject(tooMany())
      if (waiting >= maxWaiting && (isSuspect(from) || !makeRoom(line.length + 1))) return Promise.reject(tooMany())
      return new Promise((resolve, reject) => {
        const start = (): void => {
          // Fixed for the turn: it may become one while it runs.
          const suspect = isSuspect(from)
          running++
          if (suspect) runningSuspects++
          const end = (): void => {
            running--
            if (suspect) runningSuspects--
            next()
          }
          const run = suspect ? givingWay(work) : work()
          run.finally(end).then(resolve, reject)
        }
        line.push({ start, refuse: () => reject(tooMany()) })
        lines.set(from, line)
        waiting++
        next()
      })
    },
    failed(address) {
      const from = networkOf(address)
      suspectUntilMs.delete(from)
      if (suspectUntilMs.size >= maxSuspects) suspectUntilMs.delete(suspectUntilMs.keys().next().value!)
      suspectUntilMs.set(from, clock.now().getTime() + suspectMs)
    },
    clear() {
      const sentAway = [...lines.values()].flat()
      lines.clear()
      waiting = 0
      for (const one of sentAway) one.refuse()
    },
  }
}

function tooMany(): AppError {
  return new AppError(
    'too_many_requests',
    'Too many sign-ins at once. Nothing was checked; try again in a few seconds.',
    {
      retryAfterSeconds: 3,
    },
  )
}
