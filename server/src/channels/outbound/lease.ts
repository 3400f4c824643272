import { randomInt } from 'node:crypto'
import type pg from 'pg'
import type { Logger } from '../../lib/logger.ts'

/**
 * How a process says that it is alive, and how others find out at once that it is not: an advisory lock that its own
 * connection holds. PostgreSQL lets go of it the moment the process is gone, however it went.
 */
export interface WorkerLease {
  readonly workerId: number
  /** Entries that this process is handing over now. Whatever else is marked as in its hands was dropped by a failure. */
  readonly inHand: Set<string>
  /** Those of these workers that are gone. */
  abandoned(workerIds: readonly number[]): Promise<number[]>
  release(): Promise<void>
}

/** The first half of the lock's key, so that nobody else's advisory locks are meant. */
const lockClass = 0x746c_776b

export async function takeLease(pool: pg.Pool, logger: Logger): Promise<WorkerLease> {
  const workerId = randomInt(1, 2 ** 31 - 1)
  let isReleased = false
  let client: pg.PoolClient | null = null

  async function hold(): Promise<void> {
    client = await pool.connect()
    client.once('error', () => {
      client?.release(true)
      client = null
      // Without its connection the process counts as gone, and its messages would be sent again.
      if (!isReleased) setTimeout(holdAgain, 200).unref()
    })
    await client.query('set idle_session_timeout = 0')
    await client.query('select pg_advisory_lock($1, $2)', [lockClass, workerId])
  }
  const holdAgain = (): void => void hold().catch(retryLater)
  function retryLater(error: unknown): void {
    logger.warn({ err: error }, 'the lease of this worker could not be taken again')
    if (!isReleased) setTimeout(holdAgain, 1000).unref()
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
      client?.release(true)
    },
  }
}
