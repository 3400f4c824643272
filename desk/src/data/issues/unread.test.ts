import { expect, test } from 'vitest'
import { isUnread, later } from './unread.ts'

const at = (hour: number): string => `2026-03-02T0${hour}:00:00.000Z`
const read = (upTo: string | null, more: object = {}) => ({
  issueId: 'i',
  upTo,
  markedUnread: false,
  at: at(9),
  ...more,
})

test.each([
  ['the customer wrote after it was read', at(5), read(at(4)), at(1), true],
  ['it was read up to the newest word', at(5), read(at(5)), at(1), false],
  ['nobody opened it, and it is from after one joined', at(5), undefined, at(1), true],
  ['it is from before one joined', at(1), undefined, at(5), false],
  ['it was opened before the customer had written', at(5), read(null), at(1), true],
  ['the customer has never written', null, undefined, at(1), false],
  ['it was marked as unread', at(5), read(at(5), { markedUnread: true }), at(1), true],
  [
    'it was marked as unread, and the customer has never written',
    null,
    read(null, { markedUnread: true }),
    at(1),
    true,
  ],
  ['nobody reads here', at(5), undefined, null, false],
])('unread or not: %s', (_case, lastContactAt, known, since, expected) => {
  expect(isUnread({ lastContactAt }, known, since)).toBe(expected)
})

test('of two that were said, the later one counts, in whatever order they come', () => {
  const [first, second] = [read(at(2), { at: at(2) }), read(at(3), { at: at(3) })]
  expect(later(first, second)).toBe(second)
  expect(later(second, first)).toBe(second)
  expect(later(undefined, first)).toBe(first)
})
