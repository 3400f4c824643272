import type { IssueChange } from '@throughline/protocol/issues/changes.ts'
import { expect, test } from 'vitest'
import { changeLines } from './change-lines.ts'

const called = {
  staff: (id: string) => ({ ana: 'Ana' })[id],
  team: (id: string) => ({ shop: 'Shop' })[id],
  tag: (id: string) => ({ refund: 'Refund', vip: 'VIP' })[id],
}
const change = (from: IssueChange['from'], to: IssueChange['to']): IssueChange => ({
  seq: 2,
  at: '2026-03-02T08:00:00.000Z',
  by: { kind: 'staff', id: 'ana', name: 'Ana' },
  from,
  to,
})

test('each thing that changed is a line, by names and not by ids', () => {
  const lines = changeLines(
    change(
      { status: 'open', ownerId: null, teamId: 'shop' },
      { status: 'waiting_on_customer', ownerId: 'ana', teamId: null },
    ),
    called,
  )
  expect(lines).toEqual(['Status: New → Waiting on customer', 'Assignee: nobody → Ana', 'Team: Shop → No team'])
})

test('the first change is that it was opened, however much it says', () => {
  expect(changeLines(change(null, { status: 'open', subject: 'Parcel', priority: 'normal' }), called)).toEqual([
    'Opened',
  ])
})

test('of tags it says what came and what went', () => {
  expect(changeLines(change({ tagIds: ['refund', 'gone'] }, { tagIds: ['refund', 'vip'] }), called)).toEqual([
    'Tagged: VIP',
    'Tag removed: A tag that was deleted',
  ])
})

test('who is not known by name is somebody, and an issue that was joined says so once', () => {
  expect(changeLines(change({ ownerId: 'gone' }, { ownerId: null }), called)).toEqual(['Assignee: somebody → nobody'])
  expect(changeLines(change({ mergedIntoId: null }, { mergedIntoId: 'other' }), called)).toEqual([
    'Merged into another issue',
  ])
})
