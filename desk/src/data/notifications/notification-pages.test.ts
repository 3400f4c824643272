import type { Notification } from '@throughline/protocol/notifications/notifications.ts'
import { expect, test } from 'vitest'
import { unreadOf, withRead, withTold, type NotificationPages } from './notification-pages.ts'

const told = (number: number, more: Partial<Notification> = {}): Notification => ({
  id: `0195a000-0000-7000-8000-${String(number).padStart(12, '0')}`,
  kind: 'assigned',
  at: '2026-01-05T08:00:00.000Z',
  readAt: null,
  customerId: '0195a000-0000-7000-8000-0000000000aa',
  customerName: 'Mara Lindqvist',
  issue: null,
  entryId: null,
  by: null,
  notice: null,
  count: 1,
  text: String(number),
  ...more,
})

const pagesOf = (...pages: number[][]): NotificationPages => ({
  pages: pages.map((numbers) => ({ items: numbers.map((number) => told(number)), nextCursor: null, unread: 4 })),
  pageParams: pages.map(() => ''),
})

const numbers = (known: NotificationPages) => known.pages.map((page) => page.items.map(({ text }) => Number(text)))

test('what is told anew comes first, once, also when it was on a later page', () => {
  const known = withTold(pagesOf([4, 3], [2, 1]), [told(1, { count: 2 }), told(5)], 5)
  expect(numbers(known)).toEqual([[5, 1, 4, 3], [2]])
  expect(unreadOf(known)).toBe(5)
  expect(numbers(withTold(known, [told(1, { count: 2 }), told(5)], 5))).toEqual([[5, 1, 4, 3], [2]])
})

test('what is read counts no longer, and is not counted twice', () => {
  const at = '2026-01-05T09:00:00.000Z'
  const once = withRead(pagesOf([4, 3], [2, 1]), ({ text }) => text === '3' || text === '1', at)
  expect(unreadOf(once)).toBe(2)
  expect(unreadOf(withRead(once, ({ text }) => text === '3', at))).toBe(2)
  expect(unreadOf(withRead(once, () => true, at))).toBe(0)
})
