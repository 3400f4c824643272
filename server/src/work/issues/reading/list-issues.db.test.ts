import { issueStatuses, type IssueStatus } from '@throughline/protocol/issues/issues.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../../../test/database.ts'
import { newId } from '../../../lib/ids.ts'
import { writtenBy } from '../history/written-by.ts'
import { listIssueRows, type IssueCursor, type IssueFilter } from './list-issues.ts'

const priorities = ['low', 'normal', 'high', 'urgent'] as const
const [ownerId, teamId, channelId] = [newId(), newId(), newId()]
/** Every status beside every other, two of them at one time. */
const issues = Array.from({ length: 120 }, (_, index) => ({
  id: newId(),
  customer_id: newId(),
  subject: `Issue ${index}`,
  status: issueStatuses[index % issueStatuses.length]!,
  priority: priorities[index % priorities.length]!,
  owner_id: index % 3 === 0 ? ownerId : null,
  team_id: index % 7 === 0 ? teamId : null,
  current_channel_id: index % 2 === 0 ? channelId : null,
  opened_at: new Date(0),
  last_activity_at: new Date(Date.UTC(2026, 0, 1 + Math.floor(index / 2))),
  last_write: writtenBy({ by: { kind: 'system', id: null, name: 'A test' }, at: new Date(0) }),
}))

let database: TestDatabase
beforeAll(async () => {
  database = await createTestDatabase()
  await database.db.insertInto('issues').values(issues).execute()
})
afterAll(() => database.drop())

const everything = { statuses: null, unassigned: false }
const active: IssueStatus[] = ['open', 'waiting_on_us', 'waiting_on_customer']

test.each<[string, IssueFilter]>([
  ['all', everything],
  ['active ones', { ...everything, statuses: active }],
  ['active ones without an owner', { statuses: active, unassigned: true }],
  ['ones without an owner, whatever their status', { ...everything, unassigned: true }],
  ['snoozed and resolved ones', { ...everything, statuses: ['snoozed', 'resolved'] }],
  ['one status', { ...everything, statuses: ['resolved'] }],
  ['one person’s', { ...everything, ownerId }],
  ['one team’s active ones', { ...everything, statuses: active, teamId }],
  ['pressing active ones', { ...everything, statuses: active, priorities: ['high', 'urgent'] }],
  ['urgent ones', { ...everything, priorities: ['urgent'] }],
  ['those of a channel', { ...everything, channelId }],
])('pages of %s are all of them, in order, both ways', async (_what, filter) => {
  const expected = issues
    .filter(
      (issue) =>
        (filter.statuses?.includes(issue.status) ?? true) &&
        (!filter.unassigned || issue.owner_id === null) &&
        (filter.ownerId === undefined || issue.owner_id === filter.ownerId) &&
        (filter.teamId === undefined || issue.team_id === filter.teamId) &&
        (filter.channelId === undefined || issue.current_channel_id === filter.channelId) &&
        (filter.priorities?.includes(issue.priority) ?? true),
    )
    .toSorted((a, b) => a.last_activity_at.getTime() - b.last_activity_at.getTime() || (a.id < b.id ? -1 : 1))
    .map(({ subject }) => subject)
  expect(expected.length).toBeGreaterThan(7)
  expect(await pagesOf(filter, 'oldest')).toEqual(expected)
  expect(await pagesOf(filter, 'newest')).toEqual(expected.toReversed())
})

async function pagesOf(filter: IssueFilter, sort: 'newest' | 'oldest'): Promise<string[]> {
  const subjects: string[] = []
  let cursor: IssueCursor | null = null
  for (;;) {
    const page: Awaited<ReturnType<typeof listIssueRows>> = await listIssueRows(database.db, filter, {
      sort,
      limit: 7,
      cursor,
    })
    if (page.length === 0) return subjects
    subjects.push(...page.map(({ row }) => row.subject))
    cursor = page.at(-1)!.cursor
  }
}
