import { expect, test } from 'vitest'
import { dayMs, hourMs, minuteMs, secondMs } from '../../lib/clock.ts'
import { afterReceipt, isDue, isHeld, isTooLate, nextAttemptAt, type FailedAttempt } from './state.ts'

const now = new Date('2026-03-04T10:00:00Z')
const least = (): number => 0
const most = (): number => 0.999_999
const after = (ms: number): Date => new Date(now.getTime() + ms)
const failed = (fields: Partial<FailedAttempt> = {}): FailedAttempt => ({
  tries: 1,
  since: now,
  now,
  triedForMs: 2 * dayMs,
  askedMs: null,
  needsSettings: false,
  ...fields,
})

test('a message is tried for two days before it is given up', () => {
  const pausesMs: number[] = []
  let at: Date | null = now
  while (at) {
    const next = nextAttemptAt(failed({ tries: pausesMs.length + 1, now: at }), least)
    if (next) pausesMs.push(next.getTime() - at.getTime())
    at = next
  }
  expect(pausesMs.slice(0, 3)).toEqual([5 * secondMs, 10 * secondMs, 20 * secondMs])
  expect(Math.max(...pausesMs)).toBe(6 * hourMs)
  expect(pausesMs.reduce((sum, pauseMs) => sum + pauseMs, 0)).toBe(2 * dayMs)
  expect(pausesMs.length).toBeLessThan(25)
})

test.each<[name: string, failure: Partial<FailedAttempt>, random: () => number, waitMs: number | null]>([
  ['chance adds up to a fifth', { tries: 2 }, most, 12 * secondMs],
  ['the other side may ask for longer', { askedMs: 10 * minuteMs }, least, 10 * minuteMs],
  ['but for a day at most', { askedMs: 30 * dayMs }, least, dayMs],
  ['and not for shorter', { tries: 10, askedMs: 1 }, least, 2560 * secondMs],
  ['settings are tried once an hour', { needsSettings: true }, least, hourMs],
  ['and less often later', { tries: 13, needsSettings: true }, least, 20_480 * secondMs],
  ['many attempts wait six hours', { tries: 500 }, least, 6 * hourMs],
  ['the last attempt is at the end', { tries: 20, since: after(hourMs - 2 * dayMs) }, least, hourMs],
  ['at the end it is given up', { tries: 2, since: after(-2 * dayMs) }, least, null],
])('%s', (_name, failure, random, waitMs) => {
  expect(nextAttemptAt(failed(failure), random)).toEqual(waitMs === null ? null : after(waitMs))
})

test.each([
  ['no time', null, true],
  ['a time that has come', now, true],
  ['a time ahead', after(1), false],
  ['the longest pause by a clock that is a bit ahead', after(dayMs + minuteMs), false],
  ['a time farther ahead than any pause', after(2 * dayMs), true],
])('%s: is it due?', (_name, at, expected) => {
  expect(isDue(at, now)).toBe(expected)
})

test.each([
  ['without a hold', null, false],
  ['until a time that has come', now, false],
  ['for a minute', after(minuteMs), true],
  ['for longer than any hold', after(dayMs), false],
])('%s: is it held?', (_name, until, expected) => {
  expect(isHeld(until, now)).toBe(expected)
})

test.each([
  ['queued', 'delivered', 'delivered'],
  ['read', 'delivered', 'read'],
  ['delivered', 'read', 'read'],
  ['read', 'failed', 'read'],
  ['refused', 'failed', 'refused'],
  ['delivered', 'failed', 'failed'],
  ['sent', 'delayed', 'sent'],
  ['failed', 'delivered', 'failed'],
] as const)('%s, and then word that it was %s, is %s', (before, receipt, after) => {
  expect(afterReceipt(before, receipt)).toBe(after)
})

test.each([
  [0, 4 * hourMs, false],
  [0, 4 * hourMs + 1, true],
  [1, dayMs, false],
])('after %i attempts a live message that waited for %i ms is too late: %s', (attempts, waitedMs, tooLate) => {
  expect(isTooLate({ attempts, created_at: now }, after(waitedMs))).toBe(tooLate)
})
