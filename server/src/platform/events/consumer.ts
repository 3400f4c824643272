import { isDatabaseAway } from '../db/database-errors.ts'
import { transact, type Db, type Tx } from '../db/db.ts'
import type { Logger } from '../../lib/logger.ts'
import { createNap } from '../../lib/nap.ts'
import type { RecordedEvent } from './events.ts'
import { createCursor, moveCursor, readFeedOf } from './feed.ts'

export interface Consumer {
  /** Something may have happened: look now. */
  wake(): void
  /** Resolves when everything that could be read by now was acted on. */
  drained(): Promise<void>
  stop(): Promise<void>
}

/** What a consumer does about events, in the transaction that moves its cursor. */
export type Act = (tx: Tx, events: RecordedEvent[]) => Promise<void>

const batchSize = 200
const backOffMs = 1000
/** Under load many events share one transaction: after a batch, this long is waited for more to come together. */
const gatherMs = 100

/**
 * Follows the global feed under a name. `act` and the move of the cursor are one transaction: whatever `act` writes,
 * it writes exactly once per event, across crashes and nodes. What leaves the database (a mail, a webhook) must go
 * through a job or a delivery row that `act` writes.
 */
export function startConsumer(options: {
  db: Db
  name: string
  logger: Logger
  /** Hints may be lost (another node, a restart): look this often anyhow. */
  pollMs?: number
  act: Act
  /** After the commit: wakes the workers on what `act` wrote. */
  acted?: () => void
  /** Nothing was acted on, and not because the database was away; it is tried again. */
  failed?: () => void
}): Consumer {
  const { db, name, logger, act, acted = () => {}, failed = () => {}, pollMs = 1000 } = options
  let isStopped = false
  let isWoken = true
  const nap = createNap()
  let drains: (() => void)[] = []

  async function begin(): Promise<void> {
    while (!isStopped) {
      try {
        await createCursor(db, name)
        break
      } catch (error) {
        logger.error({ err: error, consumer: name }, 'events cannot be consumed yet')
        await nap.take(backOffMs)
      }
    }
    await run()
  }

  async function run(): Promise<void> {
    while (!isStopped) {
      isWoken = false
      const waiting = drains
      drains = []
      try {
        for (let consumed = batchSize; !isStopped && consumed === batchSize;) {
          consumed = await consumeBatch(db, name, act)
          if (consumed > 0) acted()
        }
        for (const resolve of waiting) resolve()
      } catch (error) {
        // Nothing was acted on: the cursor stands where it stood. Try again rather than skip what happened.
        drains.push(...waiting)
        if (!isDatabaseAway(error)) failed()
        logger.error({ err: error, consumer: name }, 'events could not be consumed')
        await nap.take(backOffMs)
        continue
      }
      if (!isWoken && !isStopped) await nap.take(pollMs)
      // A caller of `drained` does not wait for more to come.
      if (!isStopped && drains.length === 0) await pause(gatherMs)
    }
    for (const resolve of drains) resolve()
  }

  function pause(ms: number): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, ms))
  }

  const running = begin()
  return {
    wake() {
      isWoken = true
      nap.end()
    },
    drained() {
      return new Promise((resolve) => {
        drains.push(resolve)
        isWoken = true
        nap.end()
      })
    },
    async stop() {
      isStopped = true
      nap.end()
      await running
    },
  }
}

/** Returns how many events were acted on; 0 also when another node holds the cursor. */
async function consumeBatch(db: Db, name: string, act: Act): Promise<number> {
  const consumed = await transact(db, async (tx) => {
    const events = await readFeedOf(tx, name, batchSize)
    const last = events?.at(-1)
    if (!events || !last) return events
    await act(tx, events)
    await moveCursor(tx, name, last)
    return events
  })
  return consumed?.length ?? 0
}
