import { transact, type Db } from '../../platform/db/db.ts'
import { secondMs } from '../../lib/clock.ts'
import { afterFailure, shortened } from '../../platform/jobs/after-failure.ts'
import { dueShares, eventOf, forgetShare, takeShare, writeFate } from './queries.ts'
import type { ReactingDeps } from './react.ts'
import { byName, type Reactions, type Taker } from './reaction.ts'
import { sharesOf, sharesTaken, type RunShare } from './run-share.ts'

export interface RetryingDeps extends ReactingDeps {
  db: Db
}

export interface Retrying {
  stop(): Promise<void>
}

/** Whose shares are tried again here. */
export interface Retried<Deps> {
  reactions: Reactions<Deps>
  takers?: readonly Taker<Deps>[]
}

/** However many wait: what fails again and again must not take the database from those who work. */
export const triesPerLook = 50

/**
 * Tries again what failed, when it is due: a share at a time, each in a transaction of its own, on every node that works.
 * A share is tried by one node at a time, by the lock on its row; a node that dies in the middle has not tried it.
 */
export function startRetrying<Deps extends RetryingDeps>(
  known: Retried<Deps>,
  deps: Deps,
  options: { pollMs?: number; acted?: () => void } = {},
): Retrying {
  const { pollMs = secondMs, acted = () => {} } = options
  let isStopped = false
  let isAway = false
  let endNap = (): void => {}

  async function run(): Promise<void> {
    while (!isStopped) {
      try {
        if ((await tryDue(known, deps, () => isStopped)) > 0) acted()
        isAway = false
      } catch (error) {
        if (!isAway) deps.logger.error({ err: error }, 'failed reactions could not be tried again')
        isAway = true
      }
      if (isStopped) return
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, pollMs)
        endNap = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }

  const running = run()
  return {
    async stop() {
      isStopped = true
      endNap()
      await running
    },
  }
}

/** Tries what is due, at most `triesPerLook` of it. Returns how many were done. */
export async function tryDue<Deps extends RetryingDeps>(
  { reactions, takers = [] }: Retried<Deps>,
  deps: Deps,
  isStopped: () => boolean = () => false,
): Promise<number> {
  const known = new Map([
    ...[...byName(reactions)].map(([name, reaction]) => [name, sharesOf(reaction)] as const),
    ...takers.map((taker) => [taker.name, sharesTaken(taker)] as const),
  ])
  let done = 0
  for (let left = triesPerLook; left > 0 && !isStopped();) {
    // What waited behind one that is settled comes next, in this look already.
    const due = await dueShares(deps.db, { reactions: [...known.keys()], now: deps.clock.now(), limit: left })
    if (due.length === 0) break
    left -= due.length
    for (const id of due) if (!isStopped() && (await tryShare(id, known, deps))) done++
  }
  return done
}

/** Whether the reaction has done its share now. */
function tryShare<Deps extends RetryingDeps>(
  id: string,
  known: ReadonlyMap<string, RunShare<Deps>>,
  deps: Deps,
): Promise<boolean> {
  return transact(deps.db, async (tx) => {
    const share = await takeShare(tx, id, deps.clock.now())
    const run = share && known.get(share.reaction)
    if (!run) return false
    const outcome = await run(tx, [eventOf(share)], deps)
    if (!('error' in outcome)) {
      await forgetShare(tx, id)
      return true
    }
    const fate = afterFailure({ tries: share.tries, triesLeft: share.tries_left }, outcome.error, deps.clock.now())
    await writeFate(tx, id, fate)
    if (fate.state === 'set_aside') {
      const about = {
        err: shortened(outcome.error),
        reaction: share.reaction,
        eventId: share.event.id,
        tries: fate.tries,
      }
      deps.logger.error(about, 'a reaction failed again and again; its share of the event is set aside')
    }
    return false
  })
}
