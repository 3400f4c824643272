import { fetchAttachment } from '@throughline/protocol/timeline/attachments.ts'
import { useMutation } from '@tanstack/react-query'
import { tellProblem } from '../../../look/tell.tsx'
import { call } from '../../../session/call.ts'

/** What becomes of the file comes with the thread's stream. */
export function useFetchAgain(id: string): { fetchAgain: () => void; isAsking: boolean } {
  const { mutate, isPending } = useMutation({
    mutationFn: () => call(fetchAttachment, { params: { id } }),
    onError: tellProblem,
  })
  return { fetchAgain: () => mutate(), isAsking: isPending }
}
