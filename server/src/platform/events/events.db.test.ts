import { Author } from '@throughline/protocol/timeline/author.ts'
import { sql } from 'kysely'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { transact } from '../db/db.ts'
import { silentLogger } from '../../lib/logger.ts'
import { startConsumer } from './consumer.ts'
import { recordEvents, logWrongEvents, type NewEvent } from './events.ts'
import { feedStart, readFeed } from './feed.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const names = async (): Promise<unknown[]> =>
  (await readFeed(database.db, feedStart, 1000)).map((event) => Author.parse(event.data['by']).name)

const resolvedBy = (name: string): NewEvent => ({
  type: 'issue.resolved',
  customerId: null,
  data: { by: { kind: 'system', id: null, name } },
})

test('a transaction that began first and commits last is not skipped by the feed', async () => {
  const { db } = database
  const gate = Promise.withResolvers<void>()
  const earlyHasWritten = Promise.withResolvers<void>()
  const early = transact(db, async (tx) => {
    await recordEvents(tx, [resolvedBy('early')])
    // What is recorded travels with the next statement.
    await sql`select 1`.execute(tx)
    earlyHasWritten.resolve()
    await gate.promise
  })
  await earlyHasWritten.promise
  await transact(db, (tx) => recordEvents(tx, [resolvedBy('late')]))

  // "late" is committed, but reading it now would mean never reading "early".
  expect(await names()).toEqual([])
  gate.resolve()
  await early
  await expect.poll(names).toEqual(['early', 'late'])
})

test('a consumer acts on each event exactly once, though it fails half-way', async () => {
  const { db } = database
  const acted: string[] = []
  let failures = 2
  const consumer = startConsumer({
    db,
    name: 'test',
    logger: silentLogger,
    act: async (tx, events) => {
      for (const event of events) {
        await sql`insert into blocked_values (kind, value, reason) values ('seen', ${event.id}, '')`.execute(tx)
      }
      if (failures-- > 0) throw new Error('crash')
      acted.push(...events.map((event) => event.id))
    },
  })
  for (let i = 0; i < 5; i++) {
    await transact(db, (tx) => recordEvents(tx, [resolvedBy(String(i))]))
  }
  await consumer.drained()
  await expect.poll(() => acted.length).toBe(7)
  expect(new Set(acted).size).toBe(7)
  await consumer.stop()
})

test('a database that is away is no failure of a consumer', async () => {
  const away = Object.assign(new Error('the database system is starting up'), { code: '57P03' })
  const errors = [away, away, new Error('a fault of ours'), away]
  let failures = 0
  const consumer = startConsumer({
    ...database,
    name: 'counted',
    logger: silentLogger,
    pollMs: 5,
    failed: () => failures++,
    act: async () => {
      const error = errors.shift()
      if (error) throw error
    },
  })
  await consumer.drained()
  expect(errors).toEqual([])
  expect(failures).toBe(1)
  await consumer.stop()
})

test('an event that fits no schema is kept and read like any other, and the log names it', async () => {
  await using own = await createTestDatabase({ anyEvents: true })
  const wrong = [
    { type: 'issue.snoozed', customerId: null, data: { until: 'soon' } },
    { type: 'issue.resolved', customerId: null, data: { byWhom: 'Kim' } },
    { type: 'customer.promoted', customerId: null },
  ]
  const events = [...wrong, resolvedBy('Kim')] as NewEvent[]
  await transact(own.db, (tx) => recordEvents(tx, events))
  const read = await readFeed(own.db, feedStart, 10)
  expect(read.map(({ type }) => type)).toEqual(events.map(({ type }) => type))

  const lines: { type: string; reason: string }[] = []
  logWrongEvents(read, pino({}, { write: (line: string) => void lines.push(JSON.parse(line)) }))
  expect(lines.map(({ type }) => type)).toEqual(wrong.map(({ type }) => type))
  expect(lines.map(({ reason }) => reason)).toEqual([
    expect.stringMatching(/^The data of issue.snoozed does not fit: until: /),
    'The data of issue.resolved does not fit: data: Unrecognized key: "byWhom".',
    'There is no event of the type customer.promoted.',
  ])
})
