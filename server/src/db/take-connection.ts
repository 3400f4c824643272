import { setTimeout as delay } from 'node:timers/promises'
import type { Pool, PoolClient } from 'pg'
import { isOutOfConnections } from './database-errors.ts'

/** How long work waits for a connection before the answer is that there is none. */
export const connectionPatienceMs = 10_000

/**
 * Takes connections from the pool. Where PostgreSQL has no room for another one, those that it let us have are shared:
 * for a while the pool opens none, so that who comes waits in its line instead of failing at once.
 */
export function connectionTaker(pool: Pool): () => Promise<PoolClient> {
  const { max } = pool.options
  let isShort = false

  function openNoMore(): void {
    if (isShort) return
    isShort = true
    pool.options.max = Math.max(1, pool.totalCount)
    setTimeout(() => {
      isShort = false
      pool.options.max = max
    }, shortForMs).unref()
  }

  return async () => {
    const patientUntil = performance.now() + connectionPatienceMs
    for (;;) {
      try {
        return await pool.connect()
      } catch (error) {
        if (!isOutOfConnections(error) || performance.now() > patientUntil) throw error
        openNoMore()
        await delay(betweenTriesMs)
      }
    }
  }
}

const shortForMs = 1000
const betweenTriesMs = 50
