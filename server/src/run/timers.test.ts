import { expect, test } from 'vitest'
import { triesInAll } from '../platform/jobs/after-failure.ts'
import { timers } from './timers.ts'

test('the kinds of timers stay: the database and alerts know them by these', () => {
  expect(timers.map(({ kind }) => kind)).toEqual([
    'issue.snooze_ends',
    'chat.unseen',
    'reply.is_due',
    'notification.mail',
  ])
})

test('a timer has as many tries as the column says', () => {
  // migrations/0075-timers.sql
  expect(triesInAll).toBe(8)
})
