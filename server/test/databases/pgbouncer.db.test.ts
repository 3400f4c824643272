import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { takeWorkerLock } from '../../src/channels/outbound/worker-lock.ts'
import { connectDatabase, type ConnectedDatabase } from '../../src/platform/db/connect.ts'
import { currentVersion, migrate, requiredVersion } from '../../src/platform/db/migrate.ts'
import { startJobs, type JobKind } from '../../src/platform/jobs/jobs.ts'
import { createLogger, silentLogger as logger } from '../../src/lib/logger.ts'
import { createTestDatabase, type TestDatabase } from '../database.ts'
import { pgbouncerPath, startPgBouncer, type PgBouncer } from '../pgbouncer.ts'

// What only sessions can do is done another way behind PgBouncer in transaction mode. Whole stories run behind it too:
// TEST_POOLER=pgbouncer npx vitest run server/test/flows

describe.skipIf(pgbouncerPath() === null)('behind PgBouncer in transaction mode', () => {
  let own: TestDatabase
  let pooler: PgBouncer
  let database: ConnectedDatabase
  beforeAll(async () => {
    own = await createTestDatabase({ empty: true })
    pooler = await startPgBouncer(own.url, { poolSize: 4 })
    database = await connectDatabase({ connection: pooler.connection, poolSize: 20, logger })
  })
  afterAll(async () => {
    await database.close()
    await pooler.stop()
    await own.drop()
  })

  const settings = ['statement_timeout', 'lock_timeout', 'idle_in_transaction_session_timeout']
  const current = sql<{ all: string[] }>`
    select array(select current_setting(name) from unnest(${settings}::text[]) as name) as all`

  test('nodes that start at once bring the schema up to date once', async () => {
    const nodes = [database.direct.pool, database.direct.pool, database.direct.pool]
    const outcomes = await Promise.all(nodes.map((pool) => migrate(pool, { logger })))
    expect(new Set(outcomes.flatMap(({ applied }) => applied)).size).toBe(
      outcomes.flatMap(({ applied }) => applied).length,
    )
    expect(await currentVersion(own.pool)).toBe(requiredVersion())
  })

  test('each transaction and each statement has its limits of time, and leaves none to the next', async () => {
    const limits = ['30s', '10s', '1min']
    expect((await current.execute(database.db)).rows).toEqual([{ all: limits }])
    await database.db.transaction().execute(async (tx) => {
      expect((await current.execute(tx)).rows).toEqual([{ all: limits }])
    })
    const { rows } = await database.pool.query(`select current_setting('statement_timeout') as left_over`)
    expect(rows).toEqual([{ left_over: '0' }])
  })

  test('an error rolls back its transaction alone, and its connection goes on', async () => {
    const wrong = database.db.transaction().execute((tx) => sql`select 1 / 0`.execute(tx))
    await expect(wrong).rejects.toThrow('division by zero')
    const many = Array.from({ length: 50 }, (_, n) => sql<{ n: number }>`select ${n}::int as n`.execute(database.db))
    expect((await Promise.all(many)).map(({ rows }) => rows[0]!.n)).toEqual(Array.from(many, (_, n) => n))
  })

  test('others see at once that a process is gone', async () => {
    const workerLock = await takeWorkerLock(database.direct, logger)
    const other = await takeWorkerLock(database.direct, logger)
    expect(await other.abandoned([workerLock.workerId])).toEqual([])
    await workerLock.release()
    await expect.poll(() => other.abandoned([workerLock.workerId])).toEqual([workerLock.workerId])
    await other.release()
  })

  test('past it, by DATABASE_DIRECT_URL, jobs are woken by notifications', async () => {
    const past = await connectDatabase({
      connection: pooler.connection,
      directConnection: own.connection,
      poolSize: 4,
      logger,
    })
    expect(past.direct.keepsSessions).toBe(true)
    const kind: JobKind<object> = { name: 'greet', retryLimit: 0, retryDelaySeconds: 1, retryDelayMaxSeconds: 1 }
    const jobs = await startJobs({ ...past.direct, kinds: [kind], logger, isWorker: true, handBackAfterMs: 1000 })
    const listening = `select count(*)::int as n from pg_stat_activity where query ilike 'listen%' and datname = $1`
    const name = new URL(own.url).pathname.slice(1)
    await expect.poll(async () => (await own.pool.query(listening, [name])).rows[0]).toEqual({ n: 1 })
    await jobs.stop()
    await past.close()
  })

  test('a DATABASE_DIRECT_URL that leads to a pooler, or to another database, is refused', async () => {
    const open = (directConnection: object) =>
      connectDatabase({ connection: pooler.connection, directConnection, poolSize: 4, logger })
    await expect(open(pooler.connection)).rejects.toThrow('DATABASE_DIRECT_URL leads to a pooler too.')
    await using elsewhere = await createTestDatabase({ empty: true })
    await expect(open(elsewhere.connection)).rejects.toThrow('lead to different databases')
  })

  test('without that setting the start says what is slower', async () => {
    const spoken = createLogger('silent')
    const warn = vi.spyOn(spoken, 'warn')
    const slow = await connectDatabase({ connection: pooler.connection, poolSize: 4, logger: spoken })
    expect(warn.mock.calls.flat().join()).toContain('DATABASE_DIRECT_URL')
    await slow.close()
  })
})
