import { issueStatuses } from '@throughline/protocol/issues.ts'
import type { IssueFilter } from './lists/issue-list.ts'

/** What the inbox shows lives in its address, so that a link shows the same; the usual is left out. */
export interface InboxSearch {
  queue?: 'mine' | 'unassigned'
  status?: Exclude<IssueFilter['status'], 'active' | 'any'>
  sort?: 'oldest'
}

export function inboxSearch(search: Record<string, unknown>): InboxSearch {
  const status = issueStatuses.find((name) => name === search.status)
  return {
    ...(search.queue === 'mine' || search.queue === 'unassigned' ? { queue: search.queue } : {}),
    ...(status ? { status } : {}),
    ...(search.sort === 'oldest' ? { sort: 'oldest' } : {}),
  }
}

export function filterOf(search: InboxSearch): IssueFilter {
  return { queue: search.queue ?? 'all', status: search.status ?? 'active', sort: search.sort ?? 'newest' }
}
