import { secondMs } from '../../lib/clock.ts'
import type { Logger } from '../../lib/logger.ts'
import { createNap } from '../../lib/nap.ts'
import type { HeldLease, Lease } from './lease.ts'
import type { LeaseName } from './queries.ts'

/** What runs while the lease is held. */
export interface Work {
  /** Called when the lease is given back or lost. When it resolves, nothing of the work goes on. */
  stop(): Promise<void>
}

export interface Wanted extends LeaseName {
  /** For operators. */
  title: string
  /** Called each time this node is given the lease. Null: there is nothing to do. */
  begin(lease: Lease): Promise<Work | null>
}

/** A lease that this node wants, and the work under it while it is held. */
export interface Claimed {
  readonly wanted: Wanted
  readonly lease: HeldLease | null
  /** It may be taken: nothing of earlier work goes on. */
  readonly isFree: boolean
  /** The work is being ended, so that the lease can be given back. */
  readonly isEnding: boolean
  /** It is not wanted any more. */
  readonly isLeaving: boolean
  given(lease: HeldLease): void
  /** Ends the work at once. */
  lose(): void
  restart(): Promise<void>
  /** Ends the work and then gives the lease back. */
  end(giveBack: (lease: HeldLease) => Promise<void>, options?: { forGood: boolean }): Promise<void>
}

const betweenTriesMs = secondMs

export function createClaimed(wanted: Wanted, logger: Logger, lost: (wanted: Wanted) => void): Claimed {
  const about = { lease: wanted.kind, name: wanted.name, title: wanted.title }
  let lease: HeldLease | null = null
  let running: Promise<Work | null> | null = null
  let stopping: Promise<void> = Promise.resolve()
  let isStopping = false
  const nap = createNap()
  let isEnding = false
  let isLeaving = false

  function begin(held: HeldLease): void {
    running = beginning(held)
  }

  /** Again and again: a lease that is held without its work would keep others from doing it. */
  async function beginning(held: HeldLease): Promise<Work | null> {
    for (let isFirst = true; held.isHeld() && !isEnding; isFirst = false) {
      try {
        return await wanted.begin(held)
      } catch (error) {
        if (isFirst) logger.error({ err: error, ...about }, 'the work under a lease could not begin')
        await nap.take(betweenTriesMs)
      }
    }
    return null
  }

  function stopWork(): Promise<void> {
    const begun = running
    running = null
    nap.end()
    if (begun === null) return stopping
    isStopping = true
    stopping = stopping
      .then(async () => (await begun)?.stop())
      .catch((error: unknown) => logger.error({ err: error, ...about }, 'the work under a lease did not stop cleanly'))
      .finally(() => (isStopping = false))
    return stopping
  }

  return {
    wanted,
    get lease() {
      return lease
    },
    get isFree() {
      return lease === null && !isStopping && !isEnding && !isLeaving
    },
    get isEnding() {
      return isEnding
    },
    get isLeaving() {
      return isLeaving
    },
    given(held) {
      lease = held
      begin(held)
    },
    lose() {
      if (lease === null) return
      lease.lost()
      lease = null
      lost(wanted)
      void stopWork()
    },
    async restart() {
      const held = lease
      if (held === null || isEnding) return
      await stopWork()
      if (lease === held && !isEnding && running === null) begin(held)
    },
    async end(giveBack, { forGood } = { forGood: false }) {
      isEnding = true
      isLeaving ||= forGood
      const held = lease
      await stopWork()
      if (held !== null && lease === held) {
        lease = null
        held.lost()
        await giveBack(held)
      }
      isEnding = false
    },
  }
}
