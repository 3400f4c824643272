import { setTimeout as delay } from 'node:timers/promises'
import type { Pool, PoolClient } from 'pg'
import { isDatabaseAway, isOutOfConnections } from './database-errors.ts'

/** How long work waits for a connection before the answer is that there is none. */
export const connectionPatienceMs = 10_000

/**
 * Takes connections from the pool. A database that is away, because it starts again for example, is waited for until it
 * has been away for `connectionPatienceMs`; after that it is found at once that there is none, until it is back. Where
 * PostgreSQL has no room for another connection, those that it let us have are shared: for a while the pool opens none,
 * so that who comes waits in its line instead of failing at once.
 */
export function connectionTaker(pool: Pool): () => Promise<PoolClient> {
  const { max } = pool.options
  let isShort = false
  let awaySinceMs: number | null = null

  function openNoMore(): void {
    if (isShort) return
    isShort = true
    pool.options.max = Math.max(1, pool.totalCount)
    setTimeout(() => {
      isShort = false
      pool.options.max = max
    }, shortForMs).unref()
  }

  function mayWait(error: unknown, sinceMs: number): boolean {
    const isShortOfRoom = isOutOfConnections(error)
    if (isShortOfRoom) openNoMore()
    else if (isDatabaseAway(error)) awaySinceMs ??= performance.now()
    else return false
    return performance.now() < (isShortOfRoom ? sinceMs : awaySinceMs!) + connectionPatienceMs
  }

  return async () => {
    const sinceMs = performance.now()
    for (;;) {
      try {
        const client = await pool.connect()
        awaySinceMs = null
        return client
      } catch (error) {
        if (!mayWait(error, sinceMs)) throw error
        await delay(betweenTriesMs)
      }
    }
  }
}

const shortForMs = 1000
const betweenTriesMs = 50
