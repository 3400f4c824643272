import { useMutation, useQueryClient } from '@tanstack/react-query'
import { sendEntryAgain } from '@throughline/protocol/timeline/writing.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { call } from '../../session/call.ts'
import { tellProblem } from '../../look/tell.tsx'
import { threadQuery } from './thread-query.ts'
import { withEntry } from './thread-state.ts'

/** Sends again what failed, or at once what waits. What became of it comes with the thread's stream. */
export function useSendAgain(entry: Pick<Entry, 'id'>): { send: () => void; isSending: boolean } {
  const queryClient = useQueryClient()
  const { mutate, isPending } = useMutation({
    mutationFn: () => call(sendEntryAgain, { params: { id: entry.id }, body: {} }),
    onSuccess: (sent) => {
      queryClient.setQueryData(
        threadQuery(sent.customerId).queryKey,
        (state) => state && withEntry(state, sent, state.streamCursor),
      )
    },
    onError: tellProblem,
  })
  return { send: () => mutate(), isSending: isPending }
}
