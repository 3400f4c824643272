import { expect, test } from 'vitest'
import { manualClock, minuteMs } from '../../lib/clock.ts'
import { createAttempts, maxFailuresFromEverywhere, maxFailuresFromOneAddress } from './attempts.ts'

const maria = 'maria@example.com'

function failing() {
  const clock = manualClock('2026-01-05T08:00:00Z')
  const attempts = createAttempts(clock)
  const fail = (times: number, email: string, addressOf: (i: number) => string): void => {
    for (let i = 0; i < times; i++) attempts.failed(email, addressOf(i))
  }
  return { clock, attempts, fail }
}

test('guessing from one address stops that address, however the account is written, and nobody else', () => {
  const { attempts, fail } = failing()
  fail(maxFailuresFromOneAddress - 1, maria, () => '10.0.0.1')
  expect(attempts.waitMs(maria, '10.0.0.1')).toBe(0)
  fail(1, ' Maria@Example.com ', () => '10.0.0.1')
  expect(attempts.waitMs(maria, '10.0.0.1')).toBe(15 * minuteMs)
  expect(attempts.waitMs(maria, '10.0.0.2')).toBe(0)
  expect(attempts.waitMs('ben@example.com', '10.0.0.1')).toBe(0)
})

test('guessing from many addresses stops them all in the end', () => {
  const { attempts, fail } = failing()
  fail(maxFailuresFromEverywhere, maria, (i) => `10.0.0.${i}`)
  expect(attempts.waitMs(maria, '192.0.2.1')).toBeGreaterThan(0)
})

test('a wait ends by itself, and the right password ends the count', () => {
  const { clock, attempts, fail } = failing()
  fail(maxFailuresFromOneAddress, maria, () => '10.0.0.1')
  clock.advance(15 * minuteMs)
  expect(attempts.waitMs(maria, '10.0.0.1')).toBe(0)
  fail(maxFailuresFromOneAddress - 1, maria, () => '10.0.0.1')
  attempts.succeeded(maria, '10.0.0.1')
  fail(1, maria, () => '10.0.0.1')
  expect(attempts.waitMs(maria, '10.0.0.1')).toBe(0)
})
