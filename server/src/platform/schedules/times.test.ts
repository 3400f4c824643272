import { expect, test } from 'vitest'
import { dayMs, hourMs, minuteMs } from '../../lib/clock.ts'
import { isDue, lastTime, nextTime } from './times.ts'

const minutely = { everyMs: minuteMs }
const hourly = { everyMs: hourMs, afterMs: 23 * minuteMs }
const nightly = { everyMs: dayMs, afterMs: 3 * hourMs + 17 * minuteMs }

test.each([
  ['a minute', minutely, '2026-03-29T10:00:59.999Z', '2026-03-29T10:00:00.000Z', '2026-03-29T10:01:00.000Z'],
  ['its very time', minutely, '2026-03-29T10:01:00.000Z', '2026-03-29T10:01:00.000Z', '2026-03-29T10:02:00.000Z'],
  [
    'before the minute of the hour',
    hourly,
    '2026-03-29T10:22:59Z',
    '2026-03-29T09:23:00.000Z',
    '2026-03-29T10:23:00.000Z',
  ],
  ['before the night', nightly, '2026-03-29T03:16:59Z', '2026-03-28T03:17:00.000Z', '2026-03-29T03:17:00.000Z'],
  ['after the night', nightly, '2026-12-31T23:59:59Z', '2026-12-31T03:17:00.000Z', '2027-01-01T03:17:00.000Z'],
])('%s', (_title, times, now, last, next) => {
  expect(lastTime(times, new Date(now)).toISOString()).toBe(last)
  expect(nextTime(times, new Date(now)).toISOString()).toBe(next)
})

test.each([
  ['one after it', '2026-03-29T10:01:00Z', true],
  ['itself', '2026-03-29T10:00:00Z', false],
  ['the one before, by a clock that was set back a little', '2026-03-29T09:59:00Z', false],
  ['one long before, by a clock that was set back', '2026-03-29T09:58:00Z', true],
])('when 10:00 was done, is it due: %s', (_title, time, expected) => {
  expect(isDue(minutely, new Date(time), new Date('2026-03-29T10:00:00Z'))).toBe(expected)
})
