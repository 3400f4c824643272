import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../test/database.ts'
import { manualClock } from '../../lib/clock.ts'
import { newId } from '../../lib/ids.ts'
import { createWhoIsUs } from './who-is-us.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.drop())

const store = { all: () => Promise.resolve([]) }

async function addedElsewhere(email: string): Promise<void> {
  await database.pool.query(
    `insert into staff (id, name, email, role, created_at, updated_at) values ($1, 'Nele', $2, 'staff', now(), now())`,
    [newId(), email],
  )
}

test('who was added without a word is known at the first question after ten seconds, however long nobody asked', async () => {
  const clock = manualClock('2026-03-04T09:00:00Z')
  const whoIsUs = createWhoIsUs({ db: database.db, store, clock })
  const who = async () => (await whoIsUs.now()).whoIs('nele@shop.example')
  expect(await who()).toBeNull()
  await addedElsewhere('nele@shop.example')
  clock.advance(9_000)
  expect(await who()).toBeNull()
  clock.advance(1_001)
  expect(await who()).toBe('staff')
})

test('what is read while it changes is not kept', async () => {
  const whoIsUs = createWhoIsUs({ db: database.db, store, clock: manualClock('2026-03-04T09:00:00Z') })
  const before = whoIsUs.now()
  await addedElsewhere('olga@shop.example')
  whoIsUs.refresh()
  await before
  expect((await whoIsUs.now()).whoIs('olga@shop.example')).toBe('staff')
})

test('a database that was away is asked again', async () => {
  let isAway = true
  const whoIsUs = createWhoIsUs({
    db: database.db,
    store: { all: () => (isAway ? Promise.reject(new Error('away')) : Promise.resolve([])) },
    clock: manualClock('2026-03-04T09:00:00Z'),
  })
  await expect(whoIsUs.now()).rejects.toThrow('away')
  isAway = false
  expect((await whoIsUs.now()).whoIs('nele@shop.example')).toBe('staff')
})
