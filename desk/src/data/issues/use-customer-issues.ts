import { useIssueList } from './use-issue-list.ts'
import type { Issue } from '@throughline/protocol/issues/issues.ts'

const none: Issue[] = []

/** Every issue of one customer, newest first, closed ones too. */
export function useCustomerIssues(customerId: string): Issue[] {
  return useIssueList({ queue: 'all', status: 'any', sort: 'newest', customerId }).data?.items ?? none
}
