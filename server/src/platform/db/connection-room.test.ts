import { expect, test } from 'vitest'
import { connectionLimit, fitPool, shortageOf, type ConnectionRoom } from './connection-room.ts'

const room = (more: Partial<ConnectionRoom> = {}): ConnectionRoom => ({
  max: 100,
  reserved: 3,
  isSuperuser: false,
  roleLimit: -1,
  databaseLimit: -1,
  taken: 0,
  ...more,
})

test.each<[Partial<ConnectionRoom>, number]>([
  [{}, 97],
  [{ isSuperuser: true }, 100],
  [{ roleLimit: 50 }, 50],
  [{ roleLimit: 50, databaseLimit: 40 }, 40],
  [{ roleLimit: 50, isSuperuser: true }, 100],
])('of %j there are %i connections', (more, limit) => {
  expect(connectionLimit(room(more)).limit).toBe(limit)
})

test.each<[number | null, number, number]>([
  [null, 97, 20],
  [null, 22, 16],
  [null, 12, 6],
  [30, 97, 30],
  [91, 97, 91],
  [2, 8, 2],
])('a pool of %s with a limit of %i is one of %i', (wanted, roleLimit, size) => {
  expect(fitPool(wanted, 6, room({ roleLimit }))).toBe(size)
})

test('what does not fit is refused with the numbers', () => {
  expect(() => fitPool(20, 6, room({ max: 20 }))).toThrow(
    'PostgreSQL lets this user have 17 connections (max_connections is 20, of which 3 are reserved), and this node ' +
      'needs 20 for DATABASE_POOL_SIZE and 6 beside it. Set DATABASE_POOL_SIZE to 11 or less, or let it have more.',
  )
  expect(() => fitPool(null, 6, room({ roleLimit: 8 }))).toThrow('needs 6 for DATABASE_POOL_SIZE and 6 beside it. Let')
})

test('what others have taken is warned of', () => {
  expect(shortageOf(20, 6, room({ taken: 71 }))).toBeNull()
  expect(shortageOf(20, 6, room({ taken: 72 }))).toContain('25 are left, and this node may open 26')
})
