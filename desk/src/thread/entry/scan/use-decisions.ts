import { scanAttachment } from '@throughline/protocol/timeline/attachments.ts'
import { useMutation } from '@tanstack/react-query'
import { tellProblem } from '../../../look/tell.tsx'
import { call } from '../../../session/call.ts'

/** What becomes of the file comes with the thread's stream. */
export function useScanAgain(id: string): () => void {
  const { mutate } = useMutation({
    mutationFn: () => call(scanAttachment, { params: { id } }),
    onError: tellProblem,
  })
  return () => mutate()
}
