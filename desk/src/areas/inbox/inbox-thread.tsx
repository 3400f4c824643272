import { useQuery, useQueryClient } from '@tanstack/react-query'
import { Navigate } from '@tanstack/react-router'
import { Failure } from '../../look/failure.tsx'
import { LateSkeleton } from '../../look/late-skeleton.tsx'
import { issueQuery } from '../../data/issues/issue-query.ts'
import { useReadWhileOpen } from '../../data/notifications/use-read-while-open.ts'
import { paths } from '../../paths.ts'
import { ThreadPage } from '../../thread/thread-page.tsx'

/** The thread of an issue's customer, with that issue in the light. */
export function InboxThread({ issueId }: { issueId: string }) {
  const queryClient = useQueryClient()
  useReadWhileOpen(issueId)
  const issue = useQuery(issueQuery(queryClient, issueId))
  if (issue.isPending) return <LateSkeleton />
  if (issue.isError) return <Failure error={issue.error} onRetry={issue.refetch} />
  const { mergedIntoId, customerId } = issue.data
  if (mergedIntoId !== null) {
    return <Navigate to={paths.inboxIssue} params={{ issueId: mergedIntoId }} search={true} replace />
  }
  return <ThreadPage key={customerId} customerId={customerId} issue={issue.data} back={paths.inbox} />
}
