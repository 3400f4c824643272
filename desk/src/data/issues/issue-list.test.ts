import { expect, test } from 'vitest'
import { ana, ben, issueOf } from '../../testing/cast.ts'
import { listFromPage, settled, withIssue, withNextPage, type IssueFilter, type IssueList } from './issue-list.ts'

const all: IssueFilter = { queue: 'all', status: 'active', sort: 'newest' }
const quiet = { meId: ana, hold: false }
const held = { meId: ana, hold: true }

function listOf(numbers: number[], filter: IssueFilter = all, nextCursor: string | null = null): IssueList {
  return listFromPage(filter, { items: numbers.map((number) => issueOf(number)), nextCursor })
}
const numbers = (list: IssueList) => list.items.map((issue) => issue.number)

test('a new issue comes to the top', () => {
  const list = withIssue(listOf([3, 2, 1]), issueOf(4), quiet)
  expect(numbers(list)).toEqual([4, 3, 2, 1])
})

test('an issue that was written on moves to the top, once', () => {
  const news = issueOf(1, { version: 2, lastActivityAt: '2026-01-05T09:00:00.000Z', lastText: 'any news?' })
  const list = withIssue(listOf([3, 2, 1]), news, quiet)
  expect(numbers(list)).toEqual([1, 3, 2])
  expect(withIssue(list, news, quiet)).toBe(list)
})

test('an old version that arrives after a new one changes nothing', () => {
  const list = withIssue(listOf([1]), issueOf(1, { version: 5, subject: 'newest' }), quiet)
  expect(withIssue(list, issueOf(1, { version: 4, subject: 'older' }), quiet)).toBe(list)
})

test('applying every message twice, in any order, ends in the same list', () => {
  const messages = [issueOf(4), issueOf(2, { version: 2, status: 'resolved' }), issueOf(1, { version: 3 }), issueOf(5)]
  const once = messages.reduce((list, issue) => withIssue(list, issue, quiet), listOf([3, 2, 1]))
  const twice = [...messages.toReversed(), ...messages].reduce(
    (list, issue) => withIssue(list, issue, quiet),
    listOf([3, 2, 1]),
  )
  expect(twice.items).toEqual(once.items)
})

test('a closed, snoozed or joined issue leaves the list of open ones', () => {
  for (const change of [{ status: 'resolved' }, { status: 'snoozed' }, { mergedIntoId: issueOf(3).id }] as const) {
    expect(numbers(withIssue(listOf([3, 2, 1]), issueOf(2, { ...change, version: 2 }), quiet))).toEqual([3, 1])
  }
})

test('the queues hold mine, nobody’s and everybody’s', () => {
  const mine = listOf([], { ...all, queue: 'mine' })
  const unassigned = listOf([], { ...all, queue: 'unassigned' })
  expect(numbers(withIssue(mine, issueOf(1, { ownerId: ana }), quiet))).toEqual([1])
  expect(numbers(withIssue(mine, issueOf(1, { ownerId: ben }), quiet))).toEqual([])
  expect(numbers(withIssue(unassigned, issueOf(1), quiet))).toEqual([1])
  expect(numbers(withIssue(unassigned, issueOf(1, { ownerId: ben }), quiet))).toEqual([])
})

test('an issue that I take leaves the unassigned at once', () => {
  const list = listOf([2, 1], { ...all, queue: 'unassigned' })
  expect(numbers(withIssue(list, issueOf(1, { ownerId: ana, version: 2 }), quiet))).toEqual([2])
})

test('longest waiting first puts news at the end', () => {
  const list = listOf([1, 2], { ...all, sort: 'oldest' })
  const news = issueOf(1, { version: 2, lastActivityAt: '2026-01-05T09:00:00.000Z' })
  expect(numbers(withIssue(list, news, quiet))).toEqual([2, 1])
})

test('what lies beyond the loaded part comes with its own page, not twice', () => {
  const list = listOf([9, 8], all, 'more')
  const beyond = withIssue(list, issueOf(3), quiet)
  expect(numbers(beyond)).toEqual([9, 8])
  const whole = withNextPage(beyond, { items: [issueOf(8), issueOf(3)], nextCursor: null })
  expect(numbers(whole)).toEqual([9, 8, 3])
})

test('while a hand is on the list, rows show news in their place and new ones wait', () => {
  const news = issueOf(1, { version: 2, lastActivityAt: '2026-01-05T09:00:00.000Z', lastText: 'any news?' })
  const closed = issueOf(2, { version: 2, status: 'resolved' })
  const list = [news, closed, issueOf(4)].reduce((known, issue) => withIssue(known, issue, held), listOf([3, 2, 1]))
  expect(numbers(list)).toEqual([3, 2, 1])
  expect(list.items[2]?.lastText).toBe('any news?')
  expect(list.waiting.map((issue) => issue.number)).toEqual([4])
})

test('when the hand is gone, what waited comes in, what is done goes, and the order is right', () => {
  const news = issueOf(1, { version: 2, lastActivityAt: '2026-01-05T09:00:00.000Z' })
  const closed = issueOf(2, { version: 2, status: 'resolved' })
  const list = [news, closed, issueOf(4)].reduce((known, issue) => withIssue(known, issue, held), listOf([3, 2, 1]))
  const after = settled(list, ana)
  expect(numbers(after)).toEqual([1, 4, 3])
  expect(after.waiting).toEqual([])
  expect(settled(after, ana)).toBe(after)
})

test('what is open stays where it is, whatever becomes of it, and goes its way once it is left', () => {
  const start = listOf([5, 4, 3, 2, 1])
  const open = { id: issueOf(3).id, at: issueOf(3).lastActivityAt }
  const answered = issueOf(3, { version: 2, lastActivityAt: '2026-01-05T09:00:00.000Z' })
  const moved = withIssue(start, answered, { ...quiet, held: open })
  expect(numbers(moved)).toEqual([5, 4, 3, 2, 1])
  expect(numbers(settled(moved, ana, open))).toEqual([5, 4, 3, 2, 1])
  const closed = withIssue(moved, { ...answered, version: 3, status: 'resolved' }, { ...quiet, held: open })
  expect(numbers(closed)).toEqual([5, 4, 3, 2, 1])
  // Others come and go around it.
  const around = withIssue(
    withIssue(closed, issueOf(6), { ...quiet, held: open }),
    issueOf(2, { version: 2, status: 'resolved' }),
    {
      ...quiet,
      held: open,
    },
  )
  expect(numbers(around)).toEqual([6, 5, 4, 3, 1])
  expect(numbers(settled(around, ana))).toEqual([6, 5, 4, 1])
  expect(numbers(settled(moved, ana))).toEqual([3, 5, 4, 2, 1])
})

test('what is open and was never listed is not put into the list', () => {
  const other = { id: issueOf(9).id, at: issueOf(9).lastActivityAt }
  const list = withIssue(listOf([2, 1]), issueOf(9, { status: 'resolved' }), { ...quiet, held: other })
  expect(numbers(list)).toEqual([2, 1])
})

test('the last row of the loaded part stays when something about it changes', () => {
  const list = listOf([3, 2, 1], all, 'more')
  expect(numbers(withIssue(list, issueOf(1, { version: 2, priority: 'urgent' }), quiet))).toEqual([3, 2, 1])
})

test('what the stream brought while a hand was on the list goes, once the one whose hand it is has done it', () => {
  const closed = issueOf(2, { version: 2, status: 'resolved' })
  const heldBack = withIssue(listOf([3, 2, 1]), closed, held)
  expect(numbers(heldBack)).toEqual([3, 2, 1])
  expect(numbers(withIssue(heldBack, closed, quiet))).toEqual([3, 1])
})
