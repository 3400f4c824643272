import { sql } from 'kysely'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { transact, type Tx } from '../../../platform/db/db.ts'
import { dayMs, hourMs, manualClock, minuteMs } from '../../../lib/clock.ts'
import { newId } from '../../../lib/ids.ts'
import { silentLogger } from '../../../lib/logger.ts'
import { addRefusals, floodsSince, pruneCounts } from './counts.ts'
import { watchFloods, type Floods } from './floods.ts'

let database: TestDatabase
let nodes: Floods[]
const clock = manualClock('2026-03-02T14:05:00Z')
const counted: string[] = []
beforeAll(async () => {
  database = await createTestDatabase()
  nodes = [1, 2].map(() =>
    watchFloods({
      db: database.db,
      clock,
      logger: silentLogger,
      visitorLimits: { newPerAddress: 10, newPerChannel: 50, connectionsPerAddress: 10 },
      countRefusal: (kind) => counted.push(kind),
    }),
  )
})
afterAll(async () => {
  for (const node of nodes) await node.stop()
  await database.drop()
})

const arrivals = async (channelId: string, address: string, count: number): Promise<number> => {
  const outcomes = await Promise.allSettled(
    Array.from({ length: count }, (_, index) => nodes[index % 2]!.arrive(channelId, address)),
  )
  return outcomes.filter(({ status }) => status === 'fulfilled').length
}

test('the limit of a network holds for all nodes together, and starts again with the next window', async () => {
  const channelId = newId()
  expect(await arrivals(channelId, '192.0.2.1', 30)).toBe(10)
  expect(await arrivals(channelId, '192.0.2.2', 4)).toBe(4)
  clock.advance(10 * minuteMs)
  expect(await arrivals(channelId, '192.0.2.1', 12)).toBe(10)
})

test('a channel stops at ten times its limit, however many networks there are', async () => {
  const channelId = newId()
  let taken = 0
  for (let network = 0; network < 110; network++) taken += await arrivals(channelId, `198.51.100.${network}`, 6)
  // A few that come at the same moment do not see each other.
  expect(taken).toBeGreaterThanOrEqual(495)
  expect(taken).toBeLessThanOrEqual(510)
})

test('a flood is recorded once, by the node that noticed it first', async () => {
  const channelId = newId()
  await arrivals(channelId, '203.0.113.1', 40)
  nodes[0]!.refused('file', channelId, '203.0.113.1')
  const since = new Date(clock.now().getTime() - 30 * minuteMs)
  await expect
    .poll(async () => (await floodsSince(database.db, channelId, since)).map(({ kind, refused }) => [kind, refused]))
    .toEqual([
      ['file', 1],
      ['visitor', 30],
    ])
  const records = database.db.selectFrom('audit_records').select('details').where('subject_id', '=', channelId)
  await expect
    .poll(async () => (await records.execute()).map(({ details }) => String(details['kind'])).toSorted())
    .toEqual(['file', 'visitor'])
  expect(counted.filter((kind) => kind === 'file')).toHaveLength(1)
})

test('networks that a full channel refuses get no rows of their own', async () => {
  const channelId = newId()
  for (let network = 0; network < 102; network++) await arrivals(channelId, `198.51.100.${network}`, 5)
  const rows = database.db.selectFrom('visitor_counts').select('address').where('channel_id', '=', channelId)
  const before = (await rows.execute()).length
  for (let network = 0; network < 300; network++) await arrivals(channelId, `2001:db8:0:${network}::`, 2)
  await expect
    .poll(async () => (await floodsSince(database.db, channelId, new Date(0)))[0]?.others)
    .toBeGreaterThan(590)
  expect((await rows.execute()).length).toBeLessThanOrEqual(before + 1)
  const [flood] = await floodsSince(database.db, channelId, new Date(0))
  expect(flood!.most.map(({ network }) => network)).not.toContain('others')
})

test('a node counts so many networks whose files are refused, and adds up the others', async () => {
  const channelId = newId()
  for (let network = 0; network < 3000; network++) nodes[0]!.refused('file', channelId, `2001:db8:1:${network}::`)
  await expect
    .poll(async () => await floodsSince(database.db, channelId, new Date(0)))
    .toMatchObject([{ kind: 'file', refused: 3000, networks: 1000, others: 2000 }])
})

test('a flood begins when the first visitor was refused, not with its window', async () => {
  const channelId = newId()
  clock.advance(10 * minuteMs)
  await arrivals(channelId, '203.0.113.9', 10)
  clock.advance(3 * minuteMs)
  const at = clock.now()
  await arrivals(channelId, '203.0.113.9', 1)
  await expect.poll(async () => (await floodsSince(database.db, channelId, new Date(0)))[0]?.since).toEqual(at)
})

test('the count of a network is removed after an hour, and after a day if visitors were refused', async () => {
  const channelId = newId()
  await arrivals(channelId, '203.0.113.20', 11)
  await arrivals(channelId, '203.0.113.21', 1)
  const addresses = async (): Promise<string[]> => {
    const rows = database.db.selectFrom('visitor_counts').select('address').where('channel_id', '=', channelId)
    return (await rows.execute()).map(({ address }) => address).filter(Boolean)
  }
  await pruneCounts(database.db, clock.now())
  expect((await addresses()).toSorted()).toEqual(['203.0.113.20', '203.0.113.21'])
  await pruneCounts(database.db, new Date(clock.now().getTime() + 2 * hourMs))
  expect(await addresses()).toEqual(['203.0.113.20'])
  await pruneCounts(database.db, new Date(clock.now().getTime() + dayMs + 2 * hourMs))
  expect(await addresses()).toEqual([])
})

test('a flood that could not be recorded at first is recorded later, once', async () => {
  const channelId = newId()
  const said: string[] = []
  const node = watchFloods({
    db: database.db,
    clock,
    logger: pino({ base: null }, { write: (line: string) => void said.push(line) }),
    visitorLimits: { newPerAddress: 10, newPerChannel: 50, connectionsPerAddress: 10 },
    countRefusal: () => {},
  })
  const rows = database.db.selectFrom('visitor_counts').select('is_refused').where('channel_id', '=', channelId)
  const records = database.db.selectFrom('audit_records').select('id').where('subject_id', '=', channelId)
  await database.pool.query('alter table audit_records rename to audit_records_away')
  try {
    node.refused('file', channelId, '203.0.113.30')
    await expect.poll(() => said.join(), { timeout: 10_000 }).toContain('could not be counted')
    expect((await rows.execute()).map(({ is_refused: isRefused }) => isRefused)).toEqual([false])
  } finally {
    await database.pool.query('alter table audit_records_away rename to audit_records')
  }
  node.refused('file', channelId, '203.0.113.30')
  await expect.poll(async () => (await records.execute()).length, { timeout: 10_000 }).toBe(1)
  await node.stop()
})

test('refusals of several networks are added in one order, so that two nodes cannot deadlock', async () => {
  const [channelId, beganAt] = [newId(), new Date('2026-03-02T12:00:00Z')]
  const refusalsOf = (...addresses: string[]) =>
    addresses.map((address) => ({ channelId, beganAt, address, kind: 'file' as const, refused: 1, firstAt: beganAt }))
  await addRefusals(database.db, refusalsOf('192.0.2.10', '192.0.2.20'))
  const lock = (tx: Tx, address: string) =>
    sql`select from visitor_counts where channel_id = ${channelId} and address = ${address} for update nowait`.execute(
      tx,
    )
  const { adding } = await transact(database.db, async (tx) => {
    await lock(tx, '192.0.2.10')
    const adding = addRefusals(database.db, refusalsOf('192.0.2.20', '192.0.2.10'))
    await expect
      .poll(async () => {
        const { rows } = await database.pool.query(
          `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
        )
        return rows.length
      })
      .toBe(1)
    // It waits for the first of them, and holds nothing that this transaction could have to wait for.
    await lock(tx, '192.0.2.20')
    return { adding }
  })
  await adding
  expect(await floodsSince(database.db, channelId, new Date(0))).toMatchObject([{ refused: 4, networks: 2 }])
})
