import { queryOptions, useQuery } from '@tanstack/react-query'
import { listScheduledReplies, type ScheduledReply } from '@throughline/protocol/channels/scheduled.ts'
import { call } from '../../session/call.ts'
import { keys } from '../query-keys.ts'

/** What waits to be sent on a thread; the thread's stream says when it is asked for anew. */
export const scheduledQuery = (customerId: string) =>
  queryOptions({
    queryKey: keys.scheduled(customerId),
    queryFn: () => call(listScheduledReplies, { params: { id: customerId } }),
    staleTime: 30_000,
  })

const none: ScheduledReply[] = []

export function useScheduled(customerId: string): ScheduledReply[] {
  return useQuery(scheduledQuery(customerId)).data?.items ?? none
}
