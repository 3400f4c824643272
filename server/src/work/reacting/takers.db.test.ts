import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { manualClock, minuteMs, secondMs } from '../../lib/clock.ts'
import { newId } from '../../lib/ids.ts'
import { silentLogger } from '../../lib/logger.ts'
import { transact, type Tx } from '../../platform/db/db.ts'
import type { RecordedEvent } from '../../platform/events/events.ts'
import { takeEach } from './react.ts'
import { tryDue, type RetryingDeps } from './retrying.ts'

const clock = manualClock('2026-03-02T08:00:00Z')
const [ana, ben] = [newId(), newId()]
const poison = new Set<string>()

let database: TestDatabase
let deps: RetryingDeps
beforeAll(async () => {
  database = await createTestDatabase()
  deps = { db: database.db, clock, logger: silentLogger }
  await sql`create table taken (number serial, name text)`.execute(database.db)
})
afterAll(() => database.drop())
beforeEach(async () => {
  poison.clear()
  await sql`truncate taken, failed_reactions`.execute(database.db)
})

const nameOf = ({ data }: RecordedEvent): string => String(data['name'])
const taker = {
  name: 'takeNames',
  async take(tx: Tx, events: readonly RecordedEvent[]) {
    for (const name of events.map(nameOf)) {
      await sql`insert into taken (name) values (${name})`.execute(tx)
      if (poison.has(name)) throw new Error(`${name} is poison`)
    }
  },
}

let position = 0
const event = (customerId: string, name: string): RecordedEvent => ({
  id: newId(),
  // No schema knows it: a newer node has recorded it.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- see above
  type: 'customer.promoted' as RecordedEvent['type'],
  at: clock.now(),
  customerId,
  issueId: null,
  entryId: null,
  data: { name },
  xid: '1',
  position: ++position,
})

const take = (...events: RecordedEvent[]) => transact(database.db, (tx) => takeEach(tx, events, taker, deps))
const taken = async (): Promise<string[]> => {
  const { rows } = await sql<{ name: string }>`select name from taken order by number`.execute(database.db)
  return rows.map(({ name }) => name)
}
const failed = async () => {
  const { rows } = await sql<{ name: string; state: string; tries: number }>`
    select event #>> '{data,name}' as name, state, tries from failed_reactions where reaction = 'takeNames'
    order by xid, position`.execute(database.db)
  return rows
}
const later = async (ms: number): Promise<void> => {
  for (let waited = 0; waited < ms; waited += secondMs) {
    clock.advance(secondMs)
    await tryDue({ reactions: {}, takers: [taker] }, deps)
  }
}

test('an event that cannot be taken stops neither the others, nor later ones of other customers', async () => {
  poison.add('b2')
  await take(event(ana, 'a1'), event(ben, 'b2'), event(ana, 'a3'), event(ben, 'b4'))
  await take(event(ana, 'a5'), event(ben, 'b6'))
  expect(await taken()).toEqual(['a1', 'a3', 'a5'])
  expect(await failed()).toEqual([
    { name: 'b2', state: 'waiting', tries: 1 },
    { name: 'b4', state: 'waiting', tries: 0 },
    { name: 'b6', state: 'waiting', tries: 0 },
  ])
})

test('what can be taken by then is taken in order; what cannot is set aside after two minutes and holds nobody up', async () => {
  poison.add('b1').add('a1')
  await take(event(ana, 'a1'), event(ben, 'b1'), event(ben, 'b2'))
  poison.delete('b1')
  await later(secondMs)
  expect(await taken()).toEqual(['b1', 'b2'])
  await later(2 * minuteMs + 8 * secondMs)
  expect(await failed()).toEqual([{ name: 'a1', state: 'set_aside', tries: 8 }])
  await take(event(ana, 'a2'))
  expect(await taken()).toEqual(['b1', 'b2', 'a2'])
})

test('a node that does not know the taker leaves it to others', async () => {
  poison.add('a1')
  await take(event(ana, 'a1'))
  clock.advance(minuteMs)
  expect(await tryDue({ reactions: {} }, deps)).toBe(0)
  expect(await failed()).toEqual([{ name: 'a1', state: 'waiting', tries: 1 }])
})
