import { useQuery } from '@tanstack/react-query'
import { countIssues } from '@throughline/protocol/issues/issues.ts'
import { call } from '../../session/call.ts'
import { keys } from '../query-keys.ts'
import type { IssueFilter } from './issue-list.ts'
import { narrowingOf } from './use-issue-list.ts'

/** How much each queue lists: under a filter, what is shown when one goes there; without one, what is active. */
export function useCounts(filter?: IssueFilter) {
  const query = narrowingOf(filter ?? active)
  return useQuery({ queryKey: keys.countsOf(query), queryFn: () => call(countIssues, { query }) }).data
}

const active: IssueFilter = { queue: 'all', status: 'active', sort: 'newest' }

export type Counts = NonNullable<ReturnType<typeof useCounts>>
