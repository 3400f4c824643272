import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../../../test/database.ts'
import { manualClock, minuteMs } from '../../../../lib/clock.ts'
import { windowMs, type Attempt } from './attempt-policy.ts'
import { createAttempts, pruneAttempts, type Outcome } from './attempts.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase({ poolSize: 10 })
})
afterAll(() => database.drop())

const clock = manualClock('2026-01-05T08:00:00Z')

function brake() {
  const attempts = createAttempts({ db: database.db, clock })
  let accounts = 0
  return {
    newAccount: () => `person-${++accounts}-${Math.random()}@example.com`,
    async try(attempt: Partial<Attempt>, outcome: Outcome | null): Promise<number> {
      const whole: Attempt = { kind: 'password', account: 'x', address: '192.0.2.1', device: null, ...attempt }
      const reserved = await attempts.reserve(whole)
      if ('waitMs' in reserved) return reserved.waitMs
      if (outcome) await attempts.settle(reserved, outcome)
      return 0
    },
    attempts,
  }
}

test('of fifty attempts at once at two nodes, ten are checked', async () => {
  const [one, two] = [brake(), brake()]
  const account = one.newAccount()
  const waits = await Promise.all(
    Array.from({ length: 50 }, (_, i) => (i % 2 ? one : two).try({ account, address: '192.0.2.10' }, null)),
  )
  expect(waits.filter((ms) => ms === 0)).toHaveLength(10)
  expect(Math.max(...waits)).toBe(windowMs)
})

test('right attempts return their reservation, wrong ones keep it, and unchecked ones never counted', async () => {
  const { newAccount, ...brakes } = brake()
  const [account, address] = [newAccount(), '192.0.2.11']
  for (let i = 0; i < 30; i++) expect(await brakes.try({ account, address }, i % 2 ? 'right' : 'unchecked')).toBe(0)
  for (let i = 0; i < 9; i++) expect(await brakes.try({ account, address }, 'wrong')).toBe(0)
  expect(await brakes.try({ account, address }, 'right')).toBe(0)
  for (let i = 0; i < 10; i++) expect(await brakes.try({ account, address }, 'wrong')).toBe(0)
  expect(await brakes.try({ account, address }, 'right')).toBeGreaterThan(0)
  // Refused there, it uses up nothing of what the address and the account have left.
  for (let i = 0; i < 100; i++) await brakes.try({ account, address }, 'wrong')
  expect(await brakes.try({ account: newAccount(), address }, 'wrong')).toBe(0)
  expect(await brakes.try({ account, address: '192.0.2.12' }, 'wrong')).toBe(0)
})

test('guessing from many addresses is stopped by a limit for all of them', async () => {
  const { newAccount, ...brakes } = brake()
  const account = newAccount()
  for (let i = 0; i < 100; i++) await brakes.try({ account, address: `198.51.100.${i}` }, 'wrong')
  expect(await brakes.try({ account, address: '203.0.113.1' }, 'right')).toBeGreaterThan(0)
  // The owner in their own browser is let in, and so is everybody when the window has ended.
  expect(await brakes.try({ account, address: '203.0.113.1', device: 'mine' }, 'right')).toBe(0)
  clock.advance(windowMs)
  expect(await brakes.try({ account, address: '203.0.113.1' }, 'right')).toBe(0)
})

test('the known devices of one account share a count, and many wrong tries from them are noticed', async () => {
  const { attempts, newAccount, ...brakes } = brake()
  const account = newAccount()
  const noticed = []
  let looked = 0
  for (let i = 0; i < 60; i++) {
    const reserved = await attempts.reserve({ kind: 'password', account, address: '192.0.2.13', device: `d${i % 6}` })
    if ('waitMs' in reserved) continue
    looked++
    noticed.push(...(await attempts.settle(reserved, 'wrong')).noticed)
  }
  expect(looked).toBe(30)
  expect(noticed).toEqual([{ scope: 'account', failures: 20 }])
  // Neither other accounts nor browsers that are not known have less for it.
  expect(await brakes.try({ account: newAccount(), device: 'd1' }, 'wrong')).toBe(0)
  expect(await brakes.try({ account, address: '192.0.2.13' }, 'wrong')).toBe(0)
})

test('trying one password at many accounts stops the address', async () => {
  const { newAccount, ...brakes } = brake()
  for (let i = 0; i < 50; i++)
    expect(await brakes.try({ account: newAccount(), address: '192.0.2.14' }, 'wrong')).toBe(0)
  expect(await brakes.try({ account: newAccount(), address: '192.0.2.14' }, 'wrong')).toBeGreaterThan(0)
})

test('many wrong tries are noticed once per window, with the account and the address', async () => {
  const { attempts, newAccount } = brake()
  const account = newAccount()
  const noticed = []
  for (let i = 0; i < 45; i++) {
    const address = `198.51.101.${i % 5}`
    const reserved = await attempts.reserve({ kind: 'password', account, address, device: null })
    if ('waitMs' in reserved) throw new Error('braked too early')
    noticed.push(...(await attempts.settle(reserved, 'wrong')).noticed)
  }
  expect(noticed).toEqual([{ scope: 'account', failures: 20 }])
})

test('reserving and returning at once never deadlock', async () => {
  const { newAccount, ...brakes } = brake()
  const accounts = [newAccount(), newAccount(), newAccount()]
  const waits = await Promise.all(
    Array.from({ length: 200 }, (_, i) =>
      brakes.try({ account: accounts[i % 3]!, address: `192.0.2.${20 + (i % 2)}` }, 'right'),
    ),
  )
  expect(waits).toHaveLength(200)
})

test('what has ended is deleted', async () => {
  const { newAccount, ...brakes } = brake()
  await brakes.try({ account: newAccount() }, 'wrong')
  clock.advance(windowMs - minuteMs)
  await brakes.try({ account: newAccount(), address: '192.0.2.30' }, 'wrong')
  clock.advance(minuteMs)
  await pruneAttempts(database.db, clock.now())
  const { rows } = await database.pool.query('select count(*)::int as count from sign_in_attempts')
  expect(rows[0].count).toBe(3)
})
