import { setTimeout as delay } from 'node:timers/promises'
import { Kysely, type Transaction } from 'kysely'
import { Pool } from 'pg'
import type { Logger } from '../../lib/logger.ts'
import type { Connection } from './connection.ts'
import { postgresDialect } from './dialect.ts'
import { watchDisk, type DiskWatch } from './disk-watch.ts'
import { isConflict } from './database-errors.ts'
import type { Schema } from './schema.ts'
import { connectionPatienceMs } from './take-connection.ts'
import { sessionLimits } from './session-limits.ts'
import { valueTypes } from './value-types.ts'

export type { Connection } from './connection.ts'

/**
 * The way to the database: the pool, queries, transactions.
 *
 * Owns no table: each domain folder declares its own (see `schema.ts`) and nobody else's SQL touches it.
 * A transaction is a parameter, never ambient.
 */
export type Db = Kysely<Schema>
export type Tx = Transaction<Schema>

/** A server that is out of reach answers no goodbye. */
const closesWithinMs = 1000

export interface Database {
  readonly db: Db
  /** For libraries that bring their own SQL. */
  readonly pool: Pool
  readonly disk: Pick<DiskWatch, 'isFull'>
  close(): Promise<void>
}

export function openDatabase(options: {
  connection: Connection
  poolSize: number
  logger: Logger
  /** Behind a pooler no session is ours: statements have no names, and limits are set for each transaction. */
  isPooled?: boolean
}): Database {
  const { connection, poolSize, logger, isPooled = false } = options
  const pool = new Pool({
    application_name: 'throughline',
    connectionTimeoutMillis: connectionPatienceMs,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    // A pooler refuses settings that it would have to carry over from one session to the next.
    ...(isPooled ? {} : sessionLimits),
    types: valueTypes,
    ...connection,
    max: poolSize,
  })
  // A connection that dies must not take the process along, idle (the pool's event) or in use (the client's own).
  const onLost = (error: Error): void => logger.warn({ err: error }, 'a database connection was lost')
  const open = new Set<Promise<void>>()
  pool.on('error', onLost)
  pool.on('connect', (client) => {
    client.on('error', onLost)
    const closed = new Promise<void>((resolve) => void client.once('end', resolve))
    open.add(closed)
    void closed.then(() => open.delete(closed))
  })
  const disk = watchDisk(pool, logger)
  return {
    db: new Kysely<Schema>({ dialect: postgresDialect(pool, { isPooled, failed: (error) => disk.noticed(error) }) }),
    pool,
    disk,
    async close() {
      disk.stop()
      await pool.end()
      // The pool has said goodbye on its connections, and does not wait until they are closed. The built-in server is
      // stopped next, and complains of each one that it still finds open.
      await Promise.race([Promise.all(open), delay(closesWithinMs, undefined, { ref: false })])
    },
  }
}

/**
 * Runs `fn` in one transaction (read committed) and commits it. When PostgreSQL had to choose a victim
 * (a deadlock, a serialization failure) everything is run again, so `fn` must do nothing but database work.
 */
export async function transact<T>(db: Db, fn: (tx: Tx) => Promise<T>, { retries = 3 } = {}): Promise<T> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await db.transaction().setIsolationLevel('read committed').execute(fn)
    } catch (error) {
      if (attempt >= retries || !isConflict(error)) throw error
      // The winner of the conflict is let past first, or the two meet again.
      await delay(Math.random() * 20 * (attempt + 1))
    }
  }
}
