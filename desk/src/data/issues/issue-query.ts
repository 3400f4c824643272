import { queryOptions, type QueryClient } from '@tanstack/react-query'
import { getIssue, type Issue } from '@throughline/protocol/issues/issues.ts'
import { call } from '../../session/call.ts'
import { keys } from '../query-keys.ts'
import type { IssueList } from './issue-list.ts'

/** One issue; what a list already knows of it is shown at once. */
export function issueQuery(queryClient: QueryClient, issueId: string) {
  return queryOptions({
    queryKey: keys.issue(issueId),
    queryFn: () => call(getIssue, { params: { id: issueId } }),
    initialData: () => issueInLists(queryClient, issueId),
    // The inbox's stream keeps it true.
    staleTime: Infinity,
  })
}

/** As far as it is here already. */
export function knownIssue(queryClient: QueryClient, issueId: string): Issue | undefined {
  return queryClient.getQueryData<Issue>(keys.issue(issueId)) ?? issueInLists(queryClient, issueId)
}

function issueInLists(queryClient: QueryClient, issueId: string): Issue | undefined {
  const lists = queryClient.getQueriesData<IssueList>({ queryKey: keys.allIssueLists })
  return lists.flatMap(([, list]) => list?.items ?? []).find((issue) => issue.id === issueId)
}
