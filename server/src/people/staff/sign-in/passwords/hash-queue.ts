import { signInWords } from '@throughline/protocol/staff/sign-in-words.ts'
import type { Clock } from '../../../../lib/clock.ts'
import { AppError } from '../../../../lib/errors.ts'
import { networkOf } from '../../../../lib/network-of.ts'
import { createAddressStanding } from './address-standing.ts'
import { createHashSlots } from './hash-slots.ts'

/**
 * Decides whose password is hashed when, in one place: few at a time, the others in a short queue in which addresses take
 * turns, and everything beyond that refused before it costs anything. Each node has its own queue, because it is about the cores of one machine.
 */
export interface HashQueue {
  /** Refuses what `run` would refuse, for a request whose body need not be read for that. Takes no place. */
  refuseIfFull(address: string): void
  /** Runs `work` when it is this address's turn. */
  run<T>(address: string, work: () => Promise<T>): Promise<T>
  /** A right password came from there. */
  succeeded(address: string): void
  /** A wrong one did. */
  failed(address: string): void
  /** Refuses everything that still waits: the process is about to stop. */
  clear(): void
}

export const maxWaitingPerAddress = 10
export const maxWaiting = 40

interface Waiting {
  start(): void
  refuse(): void
}

export function createHashQueue({ clock }: { clock: Clock }): HashQueue {
  // In the order in which the addresses get their turn.
  const lines = new Map<string, Waiting[]>()
  const standing = createAddressStanding({ clock })
  let waiting = 0
  const slots = createHashSlots({ onFree: next })

  const isSuspect = (from: string): boolean => standing.of(from) === 'suspect'

  function next(): void {
    for (;;) {
      const found = [...lines.keys()].find((from) => slots.isFreeFor(standing.of(from)))
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

  const hasNoPlace = (from: string): boolean => {
    const length = lines.get(from)?.length ?? 0
    if (length >= maxWaitingPerAddress) return true
    return waiting >= maxWaiting && (isSuspect(from) || whoMakesRoom(length + 1) === null)
  }

  /**
   * Whose last try is sent away, so that many tries from few addresses do not shut out the others: an address that
   * failed, or else one with more tries waiting than the new one has with this try. The longest line of those.
   */
  function whoMakesRoom(newLength: number): string | null {
    const longestFirst = [...lines.entries()].toSorted(([, a], [, b]) => b.length - a.length)
    const found = longestFirst.find(([from]) => isSuspect(from)) ?? longestFirst[0]
    if (!found) return null
    const [from, line] = found
    return isSuspect(from) || line.length > newLength ? from : null
  }

  function sendAway(from: string): void {
    const line = lines.get(from)!
    const last = line.pop()!
    waiting--
    if (line.length === 0) lines.delete(from)
    last.refuse()
  }

  return {
    refuseIfFull(address) {
      if (hasNoPlace(networkOf(address))) throw tooMany
    },
    async run(address, work) {
      const from = networkOf(address)
      if (hasNoPlace(from)) throw tooMany
      const line = lines.get(from) ?? []
      if (waiting >= maxWaiting) sendAway(whoMakesRoom(line.length + 1)!)
      return new Promise((resolve, reject) => {
        const start = (): void => void slots.run(standing.of(from), work).then(resolve, reject)
        line.push({ start, refuse: () => reject(tooMany) })
        lines.set(from, line)
        waiting++
        next()
      })
    },
    succeeded: (address) => standing.succeeded(networkOf(address)),
    failed: (address) => standing.failed(networkOf(address)),
    clear() {
      const sentAway = [...lines.values()].flat()
      lines.clear()
      waiting = 0
      for (const one of sentAway) one.refuse()
    },
  }
}

/** One error for all: to make one, with its stack, is most of what a refusal costs. */
const tooMany = new AppError('too_many_requests', signInWords.too_many_at_once(), { retryAfterSeconds: 3 })
