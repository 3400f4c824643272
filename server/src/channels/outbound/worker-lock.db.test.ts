import { expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { silentLogger } from '../../lib/logger.ts'
import { takeWorkerLock } from './worker-lock.ts'

const terminate = (database: TestDatabase, pids: readonly number[]): Promise<unknown> =>
  database.pool.query('select pg_terminate_backend(pid) from unnest($1::int[]) as pid', [pids])

/** The connections that hold the lock of a worker. */
async function holders(database: TestDatabase): Promise<number[]> {
  const { rows } = await database.pool.query<{ pid: number }>(
    `select pid from pg_locks where locktype = 'advisory' and objsubid = 2 and granted
       and database = (select oid from pg_database where datname = current_database())`,
  )
  return rows.map(({ pid }) => pid)
}

test('a lock that cannot be taken again at once keeps none of the connections that failed', async () => {
  await using database = await createTestDatabase()
  let failing = 0
  // The connections that it gets are lost before they are used.
  const connect = async () => {
    const client = await database.pool.connect()
    if (failing <= 0) return client
    failing--
    const lost = new Promise((resolve) => client.once('error', resolve))
    const { rows } = await client.query<{ pid: number }>('select pg_backend_pid() as pid')
    await terminate(database, [rows[0]!.pid])
    await lost
    return client
  }
  const pool = Object.create(database.pool, { connect: { value: connect } }) as typeof database.pool
  const workerLock = await takeWorkerLock({ pool, keepsSessions: true }, silentLogger)
  const before = await holders(database)
  expect(before).toHaveLength(1)
  failing = 2
  await terminate(database, before)
  await expect
    .poll(async () => failing === 0 && (await holders(database)).some((pid) => !before.includes(pid)), {
      timeout: 15_000,
    })
    .toBe(true)
  expect(database.pool.totalCount - database.pool.idleCount).toBe(1)
  expect(await workerLock.abandoned([workerLock.workerId])).toEqual([])
  await workerLock.release()
  expect(database.pool.totalCount - database.pool.idleCount).toBe(0)
})
