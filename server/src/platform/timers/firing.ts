import { secondMs } from '../../lib/clock.ts'
import { createNap } from '../../lib/nap.ts'
import { fireBatch, type FiringDeps, type FiringOptions, type Handlers } from './fire-batch.ts'
import type { TimerHandler } from './timer-kind.ts'

export interface Firing {
  stop(): Promise<void>
}

/** So that a handler that waits for a lock holds up no other timer. */
const lanes = 2
const backOffMs = secondMs

/**
 * Fires timers on this node, beside the others that do: each takes what no other has in hand. It sleeps until the next
 * timer is due, and at most for `pollMs`, because scheduling one sends no hint. So a timer that was scheduled at least that long
 * ahead fires at its time, and one that was scheduled for sooner a moment later.
 *
 * A node that is killed in the middle has fired nothing: its transaction is gone, and another node begins anew.
 */
export function startFiring<Deps extends FiringDeps>(
  handlers: readonly TimerHandler<Deps>[],
  deps: Deps,
  options: FiringOptions & { pollMs?: number } = {},
): Firing {
  const { pollMs = secondMs, ...told } = options
  const known = byKind(handlers)
  let isStopped = false
  let isAway = false
  const naps = Array.from({ length: lanes }, createNap)

  async function run(nap: (typeof naps)[number]): Promise<void> {
    while (!isStopped) {
      let pauseMs = pollMs
      try {
        const { isMore, nextMs } = await fireBatch(known, deps, told, () => isStopped)
        isAway = false
        if (isMore) continue
        pauseMs = Math.min(pollMs, Math.ceil(nextMs ?? pollMs))
      } catch (error) {
        if (!isAway) deps.logger.error({ err: error }, 'timers could not be fired')
        isAway = true
        pauseMs = backOffMs
      }
      if (!isStopped) await nap.take(Math.max(1, pauseMs))
    }
  }

  const running = naps.map(run)
  return {
    async stop() {
      isStopped = true
      for (const nap of naps) nap.end()
      await Promise.all(running)
    },
  }
}

/** Two of one kind throw. */
export function byKind<Deps>(handlers: readonly TimerHandler<Deps>[]): Handlers<Deps> {
  const known = new Map<string, TimerHandler<Deps>>()
  for (const handler of handlers) {
    if (known.has(handler.kind)) throw new Error(`The timers of ${handler.kind} have two handlers.`)
    known.set(handler.kind, handler)
  }
  return known
}
