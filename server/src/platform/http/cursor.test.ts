import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { AppError } from '../../lib/errors.ts'
import { cursorFor } from './cursor.ts'

const threads = cursorFor('thread', z.object({ seq: z.number().int(), at: z.iso.datetime() }))
const place = { seq: 12, at: '2026-01-05T08:00:00.000Z' }

test('a cursor leads back to its place', () => {
  expect(threads.decode(threads.encode(place))).toEqual(place)
  expect(threads.encode(place)).toMatch(/^[\w-]+$/)
})

test('the cursor of another list is refused', () => {
  const issues = cursorFor('issues', z.object({ seq: z.number().int(), at: z.iso.datetime() }))
  expect(() => threads.decode(issues.encode(place))).toThrow(AppError)
})

test('whatever is not a cursor is refused as invalid_cursor and nothing else', () => {
  const forged = [
    '',
    'x',
    '=',
    'null',
    `${threads.encode(place)}x`,
    `${threads.encode(place)}=`,
    ` ${threads.encode(place)}`,
    Buffer.from('["thread",{"seq":"1; drop table"}]').toString('base64url'),
    Buffer.from('["thread",{"seq":1e999}]').toString('base64url'),
  ]
  for (const cursor of forged) expect(() => threads.decode(cursor), cursor).toThrow(invalidCursor)
  fc.assert(
    fc.property(fc.string(), (cursor) => {
      expect(() => threads.decode(cursor)).toThrow(invalidCursor)
    }),
  )
  fc.assert(
    fc.property(fc.json(), (json) => {
      const cursor = Buffer.from(json).toString('base64url')
      expect(() => threads.decode(cursor)).toThrow(invalidCursor)
    }),
  )
})

test('a list is read page by page to its end, and the last page says so', async () => {
  const numbers = cursorFor('numbers', z.number())
  const read = async (after: number | null, limit: number) =>
    [1, 2, 3, 4, 5].filter((number) => number > (after ?? 0)).slice(0, limit)
  const first = await numbers.page({ limit: 3 }, read, (number) => number)
  const second = await numbers.page({ limit: 3, cursor: first.nextCursor! }, read, (number) => number)
  expect([first.rows, second.rows, second.nextCursor]).toEqual([[1, 2, 3], [4, 5], null])
  expect((await numbers.page({ limit: 5 }, read, (number) => number)).nextCursor).toBeNull()
})

const invalidCursor = expect.objectContaining({ code: 'invalid_cursor' })
