import type { Db } from '../../platform/db/db.ts'
import type { Hints } from '../../platform/events/hints.ts'
import { secondMs } from '../../lib/clock.ts'
import type { Logger } from '../../lib/logger.ts'
import { exchangeSeats, type Seat } from './seats.ts'

export interface SeatSharing {
  /** A seat of this node was taken, left, or does something else now. */
  changed(): void
  stop(): Promise<void>
}

export interface SeatSharingDeps {
  db: Db
  logger: Logger
  hints: Hints
  nodes: { readonly id: string; present(): readonly string[] }
}

/** So that a busy moment costs a few exchanges and not one for each key that is pressed. */
const atMostEveryMs = 50
/** Whose node is gone is shown no longer than this after it counts as gone, without any hint. */
const lookAtLeastEveryMs = secondMs

/**
 * Tells the other nodes who works here and what they look at, and learns the same of them: by the table `seats`, and by
 * a hint when something changed. While no other node runs, nothing is written or read.
 */
export function shareSeats(
  { db, logger, hints, nodes }: SeatSharingDeps,
  mine: () => Seat[],
  learn: (others: readonly Seat[]) => void,
): SeatSharing {
  let timer: NodeJS.Timeout | undefined
  let isOwnNews = false
  let exchanging: Promise<void> | null = null
  let isWanted = false
  let isAway = false
  let isStopped = false
  let isTelling = false
  let beganAt = -Infinity

  async function exchange(): Promise<void> {
    const others = nodes.present()
    if (others.length === 0) return learn([])
    const tellsOthers = isOwnNews
    isOwnNews = false
    try {
      learn(await exchangeSeats(db, nodes.id, { mine: mine(), others }))
      isTelling = true
      if (tellsOthers) hints.publish({ about: 'presence' })
      isAway = false
    } catch (error) {
      isOwnNews ||= tellsOthers
      if (!isAway) logger.warn({ err: error }, 'who is at work on other nodes could not be found out')
      isAway = true
    } finally {
      isTelling = false
    }
  }

  function soon(delayMs: number): void {
    if (isStopped) return
    if (exchanging) {
      isWanted ||= delayMs === 0
      return
    }
    clearTimeout(timer)
    const pausedMs = beganAt + atMostEveryMs - performance.now()
    timer = setTimeout(
      () => {
        beganAt = performance.now()
        exchanging = exchange().finally(() => {
          exchanging = null
          const delayMs = isWanted ? 0 : lookAtLeastEveryMs
          isWanted = false
          soon(delayMs)
        })
      },
      Math.max(delayMs, pausedMs),
    )
  }

  const unsubscribe = hints.subscribe((hint) => {
    if (hint.about === 'presence' && !isTelling) soon(0)
  })
  soon(0)
  return {
    changed() {
      isOwnNews = true
      soon(0)
    },
    async stop() {
      isStopped = true
      unsubscribe()
      clearTimeout(timer)
      await exchanging
    },
  }
}
