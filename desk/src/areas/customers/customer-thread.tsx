import { useQuery } from '@tanstack/react-query'
import { Navigate } from '@tanstack/react-router'
import type { Issue } from '@throughline/protocol/issues/issues.ts'
import { customerQuery } from '../../data/customers/customer-query.ts'
import { isActive } from '../../data/issues/issue-list.ts'
import { useCustomerIssues } from '../../data/issues/use-customer-issues.ts'
import { Failure } from '../../look/failure.tsx'
import { LateSkeleton } from '../../look/late-skeleton.tsx'
import { paths } from '../../paths.ts'
import { ThreadPage } from '../../thread/thread-page.tsx'

/** A customer's thread; without a chosen issue, the open one with the newest activity is in the light. */
export function CustomerThread({ customerId, issueId }: { customerId: string; issueId: string | null }) {
  const customer = useQuery(customerQuery(customerId))
  const issues = useCustomerIssues(customerId)
  if (customer.isPending) return <LateSkeleton />
  if (customer.isError) return <Failure error={customer.error} onRetry={customer.refetch} />
  if (customer.data.id !== customerId) {
    return <Navigate to={paths.customerThread} params={{ customerId: customer.data.id }} search={true} replace />
  }
  return <ThreadPage customerId={customerId} issue={focus(issues, issueId)} back={paths.customers} />
}

function focus(issues: Issue[], issueId: string | null): Issue | null {
  return issues.find((issue) => issue.id === issueId) ?? issues.find(isActive) ?? null
}
