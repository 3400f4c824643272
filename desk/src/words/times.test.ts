import { expect, test } from 'vitest'
import { fileSize } from './sizes.ts'
import { dayKey, dayName, laterBy, nearTime, shortAgo } from './times.ts'

const now = new Date(2026, 0, 7, 12, 0).getTime()
const ago = (ms: number) => new Date(now - ms).toISOString()
const minute = 60_000
const hour = 60 * minute
const day = 24 * hour

test('times in lists get coarser the older they are', () => {
  expect(shortAgo(ago(10_000), now)).toBe('now')
  expect(shortAgo(ago(4 * minute), now)).toBe('4m')
  expect(shortAgo(ago(3 * hour), now)).toBe('3h')
  expect(shortAgo(ago(2 * day), now)).toBe('Mon')
  expect(shortAgo(ago(400 * day), now)).toContain('2024')
})

test('today and yesterday are called so', () => {
  expect(dayName(ago(minute), now)).toBe('Today')
  expect(dayName(ago(day), now)).toBe('Yesterday')
  expect(dayName(ago(3 * day), now)).toContain('Sunday')
})

test('a time of another year says the year', () => {
  expect(nearTime(new Date(2026, 5, 2, 9, 0).toISOString(), now)).not.toContain('2026')
  expect(nearTime(new Date(2099, 0, 1, 9, 0).toISOString(), now)).toContain('2099')
})

test('days are local days', () => {
  expect(dayKey(new Date(2026, 0, 7, 0, 1).toISOString())).toBe('2026-01-07')
  expect(dayKey(new Date(2026, 0, 6, 23, 59).toISOString())).toBe('2026-01-06')
})

test('pauses are said in the largest unit that fits', () => {
  expect(laterBy(40 * minute)).toBe('40 min later')
  expect(laterBy(2.2 * hour)).toBe('2 h later')
  expect(laterBy(day)).toBe('A day later')
})

test('sizes are said as people say them', () => {
  expect(fileSize(512)).toBe('512 bytes')
  expect(fileSize(84_213)).toBe('84.2 kB')
  expect(fileSize(25_000_000)).toBe('25.0 MB')
})
