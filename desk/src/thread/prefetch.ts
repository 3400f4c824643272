import type { QueryClient } from '@tanstack/react-query'
import { addressesQuery } from '../data/thread/addresses-query.ts'
import { customerQuery } from '../data/customers/customer-query.ts'
import { issueQuery } from '../data/issues/issue-query.ts'
import { threadQuery } from '../data/thread/thread-query.ts'

/** Starts fetching and does not wait: the page shows what it has. */
export function prefetchCustomer(queryClient: QueryClient, customerId: string): void {
  void queryClient.prefetchQuery(threadQuery(customerId))
  void queryClient.prefetchQuery(customerQuery(customerId))
}

export function prefetchIssue(queryClient: QueryClient, issueId: string): void {
  // When it fails, the page asks again and says what is wrong.
  void prefetchAround(queryClient, issueId).catch(() => undefined)
}

async function prefetchAround(queryClient: QueryClient, issueId: string): Promise<void> {
  const { customerId } = await queryClient.ensureQueryData(issueQuery(queryClient, issueId))
  prefetchCustomer(queryClient, customerId)
  void queryClient.prefetchQuery(addressesQuery(customerId, issueId))
}
