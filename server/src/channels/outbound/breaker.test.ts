import { expect, test } from 'vitest'
import { hourMs, minuteMs, secondMs } from '../../lib/clock.ts'
import { createBreaker } from './breaker.ts'

const start = new Date('2026-03-04T10:00:00Z')
const at = (ms: number): Date => new Date(start.getTime() + ms)
const channel = { id: 'a', updatedAt: at(-hourMs) }
const away = { askedMs: null, needsSettings: false }

test('a channel from which messages leave waits for nothing', () => {
  const breaker = createBreaker()
  expect(breaker.waitUntil(channel, start)).toBeNull()
  breaker.opened(channel, { ...away, now: start })
  breaker.closed(channel)
  expect(breaker.waitUntil(channel, start)).toBeNull()
  expect(breaker.waitUntil({ ...channel, id: 'b' }, start)).toBeNull()
})

test('when nothing leaves one message tries after the pause, and the others wait for what becomes of it', () => {
  const breaker = createBreaker()
  breaker.opened(channel, { ...away, now: start })
  expect(breaker.waitUntil(channel, at(4 * secondMs))).toEqual(at(5 * secondMs))
  expect(breaker.waitUntil(channel, at(5 * secondMs))).toBeNull()
  expect(breaker.waitUntil(channel, at(6 * secondMs))).toEqual(at(35 * secondMs))
  // The one that was to try had nothing to send.
  expect(breaker.waitUntil(channel, at(35 * secondMs))).toBeNull()
})

test('pauses are doubled up to a minute', () => {
  const breaker = createBreaker()
  const pauses = Array.from({ length: 6 }, () => {
    breaker.opened(channel, { ...away, now: start })
    return breaker.waitUntil(channel, start)!.getTime() - start.getTime()
  })
  expect(pauses).toEqual([5, 10, 20, 40, 60, 60].map((seconds) => seconds * secondMs))
})

test.each([
  ['what the provider asks for is kept to', { askedMs: 10 * minuteMs, needsSettings: false }, 10 * minuteMs],
  ['a provider that asks for days is tried every hour', { askedMs: 90 * hourMs, needsSettings: false }, hourMs],
  [
    'settings that are refused are tried every quarter of an hour',
    { askedMs: null, needsSettings: true },
    15 * minuteMs,
  ],
])('%s', (_what, failure, pauseMs) => {
  const breaker = createBreaker()
  breaker.opened(channel, { ...failure, now: start })
  expect(breaker.waitUntil(channel, start)).toEqual(at(pauseMs))
})

test('once an admin has changed the channel it is tried at once', () => {
  const breaker = createBreaker()
  breaker.opened(channel, { askedMs: null, needsSettings: true, now: start })
  expect(breaker.waitUntil({ ...channel, updatedAt: start }, start)).toBeNull()
})

test('a clock that was ahead puts nothing off for ever', () => {
  const breaker = createBreaker()
  breaker.opened(channel, { ...away, now: at(24 * hourMs) })
  expect(breaker.waitUntil(channel, start)).toBeNull()
})
