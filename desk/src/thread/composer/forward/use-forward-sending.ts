import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { forwardIssue, prepareForward } from '@throughline/protocol/timeline/forwards.ts'
import { keys } from '../../../data/query-keys.ts'
import { threadQuery } from '../../../data/thread/thread-query.ts'
import { withEntry } from '../../../data/thread/thread-state.ts'
import { tell, tellProblem } from '../../../look/tell.tsx'
import { call } from '../../../session/call.ts'
import { w } from '../../../words/words.ts'
import { useHoldSeconds } from '../sending/hold-seconds.ts'
import { tellHeld } from '../sending/tell-held.tsx'
import { useRecall } from '../sending/use-recall.ts'
import { endForward, type Forwarding } from '../draft/forwarding.ts'

/** What goes along with a forward, whether it is too much, and how it is sent. */
export function useForwardSending(forwarding: Forwarding, { isUploading }: { isUploading: boolean }) {
  const { customerId, issueId, isWhole, answers, to, subject, text, leftOut, attachments, echoId } = forwarding
  const entryId = isWhole ? null : forwarding.entryId
  const queryClient = useQueryClient()
  const recall = useRecall()
  const [holdSeconds] = useHoldSeconds()
  const prepared = useQuery({
    queryKey: keys.forwarding(issueId, entryId),
    queryFn: () => call(prepareForward, { params: { id: issueId }, query: entryId === null ? {} : { entryId } }),
    enabled: answers === null,
    retry: false,
  })
  const files = (answers === null ? (prepared.data?.files ?? []) : []).filter(({ id }) => !leftOut.includes(id))
  const bytes = [...files, ...attachments].reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
  const isTooLarge = prepared.data !== undefined && bytes > prepared.data.maxTotalBytes
  const isReady = answers === null ? prepared.data !== undefined : text.trim() !== '' || attachments.length > 0
  const sending = useMutation({
    mutationFn: () =>
      call(forwardIssue, {
        params: { id: issueId },
        body: {
          to,
          text,
          ...(subject === null || subject.trim() === '' ? {} : { subject }),
          ...(entryId === null ? {} : { entryId }),
          ...(answers === null ? { fileIds: files.map(({ id }) => id) } : { answers }),
          attachmentIds: attachments.map(({ id }) => id),
          echoId,
          holdSeconds,
        },
      }),
    onSuccess: (entry) => {
      endForward(forwarding, { isSent: true })
      queryClient.setQueryData(
        threadQuery(customerId).queryKey,
        (state) => state && withEntry(state, entry, state.streamCursor),
      )
      const { heldUntil, at } = entry.delivery ?? {}
      if (heldUntil && at) {
        tellHeld(entry.id, Date.parse(heldUntil) - Date.parse(at), false, () => void recall(entry))
      } else tell(w.forward.done(to))
    },
    onError: tellProblem,
  })
  const canSend = to.length > 0 && isReady && !isTooLarge && !isUploading && !sending.isPending
  return {
    prepared,
    files,
    bytes,
    isTooLarge,
    canSend,
    isSending: sending.isPending,
    send: () => canSend && sending.mutate(),
  }
}
