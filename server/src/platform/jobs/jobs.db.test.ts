import { pino } from 'pino'
import { expect, test } from 'vitest'
import { createTestDatabase } from '../../../test/database.ts'
import { transact } from '../db/db.ts'
import { silentLogger } from '../../lib/logger.ts'
import { startJobs, type JobKind } from './jobs.ts'

const greet: JobKind<{ name: string }> = {
  name: 'greet',
  retryLimit: 3,
  retryDelaySeconds: 1,
  retryDelayMaxSeconds: 2,
}

test('a job is there exactly when the transaction that asked for it commits, and is tried again when it fails', async () => {
  await using database = await createTestDatabase()
  const jobs = await startJobs({
    connection: database.connection,
    kinds: [greet],
    logger: silentLogger,
    isWorker: true,
    handBackAfterMs: 1000,
  })
  const greeted: string[] = []
  let failures = 1
  await jobs.work(greet, 2, async ({ name }) => {
    if (failures-- > 0) throw new Error('not today')
    greeted.push(name)
  })
  const rolledBack = transact(database.db, async (tx) => {
    await jobs.enqueue(tx, greet, { name: 'nobody' })
    throw new Error('changed my mind')
  })
  await expect(rolledBack).rejects.toThrow('changed my mind')
  await transact(database.db, (tx) => jobs.enqueue(tx, greet, { name: 'Ana' }))
  await expect.poll(() => greeted, { timeout: 15_000 }).toEqual(['Ana'])
  await jobs.stop()
})

test('what waited while nobody worked is done one after the other, without a pause between', async () => {
  await using database = await createTestDatabase()
  const start = { connection: database.connection, kinds: [greet], logger: silentLogger, handBackAfterMs: 1000 }
  const enqueuing = await startJobs({ ...start, isWorker: false })
  const names = Array.from({ length: 60 }, (_, at) => `customer ${at}`)
  await transact(database.db, async (tx) => {
    for (const name of names) await enqueuing.enqueue(tx, greet, { name })
  })
  await enqueuing.stop()
  const jobs = await startJobs({ ...start, isWorker: true })
  const greeted = new Set<string>()
  await jobs.work(greet, 1, async ({ name }) => void greeted.add(name))
  await expect.poll(() => greeted.size, { timeout: 15_000 }).toBe(names.length)
  await jobs.stop()
})

test('a job that fails is an error in the log, with its name', async () => {
  await using database = await createTestDatabase()
  const lines: { job?: string; err?: { message: string }; level: number }[] = []
  const jobs = await startJobs({
    connection: database.connection,
    kinds: [greet],
    logger: pino({ base: null }, { write: (line: string) => void lines.push(JSON.parse(line)) }),
    isWorker: true,
    handBackAfterMs: 1000,
  })
  await jobs.work(greet, 1, async () => {
    throw new Error('not today')
  })
  await transact(database.db, (tx) => jobs.enqueue(tx, greet, { name: 'Ana' }))
  await expect
    .poll(() => lines.map(({ level, job, err }) => [level, job, err?.message]), { timeout: 15_000 })
    .toContainEqual([50, 'greet', 'not today'])
  await jobs.stop()
})
