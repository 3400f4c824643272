import type { QueryClient } from '@tanstack/react-query'
import { customerQuery } from '../customer/customer-query.ts'
import { issueQuery } from '../issue/issue-query.ts'
import { threadQuery } from './state/thread-query.ts'

/** Starts fetching and does not wait: the page shows what it has. */
export function prefetchCustomer(queryClient: QueryClient, customerId: string): void {
  void queryClient.prefetchQuery(threadQuery(customerId))
  void queryClient.prefetchQuery(customerQuery(customerId))
}

export function prefetchIssue(queryClient: QueryClient, issueId: string): void {
  void queryClient
    .ensureQueryData(issueQuery(queryClient, issueId))
    .then((issue) => prefetchCustomer(queryClient, issue.customerId))
    // The page asks again, and says what is wrong.
    .catch(() => undefined)
}
