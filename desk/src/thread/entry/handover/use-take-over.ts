import { useMutation, useQueryClient } from '@tanstack/react-query'
import { acknowledgeHandover } from '@throughline/protocol/issues/handovers.ts'
import { getIssue } from '@throughline/protocol/issues/issues.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { applyIssue } from '../../../data/issues/inbox-stream.ts'
import { keys } from '../../../data/query-keys.ts'
import type { ThreadState } from '../../../data/thread/thread-state.ts'
import { tell, tellProblem } from '../../../look/tell.tsx'
import { call } from '../../../session/call.ts'
import { w } from '../../../words/words.ts'

/** Says that I take what was handed over. Shown with the answer; what came in between is read again. */
export function useTakeOver(entry: Entry | null) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (entryId: string) => call(acknowledgeHandover, { params: { id: entryId }, body: {} }),
    onSuccess: async ({ id, issueId, customerId, state, acknowledgedBy, acknowledgedAt }) => {
      queryClient.setQueryData<ThreadState>(
        keys.thread(customerId),
        (thread) =>
          thread && {
            ...thread,
            entries: thread.entries.map((one) =>
              one.id === id ? { ...one, handover: { state, acknowledgedBy, acknowledgedAt } } : one,
            ),
          },
      )
      tell(w.handover.taken)
      applyIssue(queryClient, await call(getIssue, { params: { id: issueId } }))
    },
    onError: (error) => {
      tellProblem(error)
      if (entry) void queryClient.invalidateQueries({ queryKey: keys.thread(entry.customerId) })
    },
  })
}
