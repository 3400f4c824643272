import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import { recallEntry } from '@throughline/protocol/timeline/writing.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { reopenIssue } from '@throughline/protocol/issues/issues.ts'
import { useCallback } from 'react'
import { call } from '../../../session/call.ts'
import { emptyDraft, type Draft } from '../draft/draft.ts'
import { writeDraftAgain } from '../draft/write-draft-again.ts'
import { forwardAgain } from '../draft/forwarding.ts'
import { sentDraftOf } from './sent-drafts.ts'
import { forgetHeld } from './tell-held.tsx'
import { applyIssue } from '../../../data/issues/inbox-stream.ts'
import { tell, tellProblem } from '../../../look/tell.tsx'
import { useMe } from '../../../data/me/use-me.ts'
import { w } from '../../../words/words.ts'
import { threadQuery } from '../../../data/thread/thread-query.ts'
import { withEntry } from '../../../data/thread/thread-state.ts'

/** Takes back what has not left yet, and puts its words where they were written. */
export function useRecall(): (entry: Recalled & Pick<Entry, 'id'>) => Promise<void> {
  const queryClient = useQueryClient()
  const meId = useMe().id
  return useCallback(
    async (entry) => {
      forgetHeld(entry.id)
      try {
        const taken = await call(recallEntry, { params: { id: entry.id }, body: {} })
        queryClient.setQueryData(
          threadQuery(taken.customerId).queryKey,
          (state) => state && withEntry(state, taken, state.streamCursor),
        )
        const closed = sentDraftOf(entry.echoId)?.closedIssueId
        if (closed) applyIssue(queryClient, await call(reopenIssue, { params: { id: closed }, body: {} }))
        writeAgain(queryClient, meId, entry)
      } catch (error) {
        tellProblem(error)
      }
    },
    [queryClient, meId],
  )
}

type Recalled = Pick<Entry, 'customerId' | 'issueId' | 'echoId' | 'text' | 'content'>

/** The words of a message back into the draft, unless something else has been begun there. */
export function writeAgain(queryClient: QueryClient, meId: string, entry: Recalled): void {
  // Its words were meant for somebody else: they never come into a reply to the customer.
  if (forwardAgain(entry, meId)) return tell(w.forward.again)
  const draft: Draft = sentDraftOf(entry.echoId)?.draft ?? { ...emptyDraft, text: entry.text }
  const isTaken = writeDraftAgain(queryClient, { meId, customerId: entry.customerId }, draft)
  tell(isTaken ? w.outgoing.takenBack : w.outgoing.takenBackApart)
}
