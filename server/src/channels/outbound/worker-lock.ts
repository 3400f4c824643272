import { randomInt } from 'node:crypto'
import type pg from 'pg'
import type { Logger } from '../../lib/logger.ts'

/**
 * How a process says that it is alive, and how others find out at once that it is not: an advisory lock that its own
 * connection holds. PostgreSQL lets go of it the moment the process is gone, however it went. Behind a pooler a
 * connection is kept by a transaction only, so there the lock is held by one that stays open, reads and writes nothing,
 * and so holds nothing else up.
 */
export interface WorkerLock {
  readonly workerId: number
  /** Entries that this process is handing over now. Whatever else is marked as in its hands was dropped by a failure. */
  readonly inHand: Set<string>
  /** Those of these workers that are gone. */
  abandoned(workerIds: readonly number[]): Promise<number[]>
  release(): Promise<void>
}

/** The first half of the lock's key, so that nobody else's advisory locks are meant. */
const lockClass = 0x746c_776b

// PostgreSQL 17 also limits transactions as a whole.
const withoutTimeouts = `select set_config(name, '0', true) from pg_settings
  where name in ('idle_in_transaction_session_timeout', 'transaction_timeout')`

export async function takeWorkerLock(
  { pool, keepsSessions }: { pool: pg.Pool; keepsSessions: boolean },
  logger: Logger,
): Promise<WorkerLock> {
  const workerId = randomInt(1, 2 ** 31 - 1)
  let isReleased = false
  let holder: pg.PoolClient | null = null

  /** A connection on which anything fails is given back: it is never left in the pool, nor taken for the holder. */
  async function hold(): Promise<void> {
    const client = await pool.connect()
    client.on('error', () => {
      if (holder !== client) return
      holder = null
      client.release(true)
      // Without its connection the process counts as gone, and its messages would be sent again.
      setTimeout(holdAgain, 200).unref()
    })
    try {
      await client.query(keepsSessions ? 'set idle_session_timeout = 0' : `begin; ${withoutTimeouts}`)
      const lock = keepsSessions ? 'pg_advisory_lock' : 'pg_advisory_xact_lock'
      await client.query(`select ${lock}($1, $2)`, [lockClass, workerId])
    } catch (error) {
      client.release(true)
      throw error
    }
    if (isReleased) client.release(true)
    else holder = client
  }
  function holdAgain(): void {
    if (isReleased) return
    hold().catch((error: unknown) => {
      logger.warn({ err: error }, 'the lock of this worker could not be taken again')
      setTimeout(holdAgain, 1000).unref()
    })
  }

  await hold()
  return {
    workerId,
    inHand: new Set(),
    async abandoned(workerIds) {
      const others = workerIds.filter((id) => id !== workerId)
      if (others.length === 0) return []
      const { rows } = await pool.query<{ id: number }>(
        `select id from unnest($2::int[]) as id where not exists (
           select from pg_locks
           where locktype = 'advisory' and classid = $1::int::oid and objid = id::oid and objsubid = 2 and granted
             and database = (select oid from pg_database where datname = current_database()))`,
        [lockClass, others],
      )
      return rows.map((row) => row.id)
    },
    async release() {
      isReleased = true
      holder?.release(true)
      holder = null
    },
  }
}
