import type { QueryClient } from '@tanstack/react-query'
import { emptyDraft, isEmptyReply } from './draft.ts'
import { keepDraftOf, type Place } from './keep-draft.ts'
import { putBack } from './put-back.ts'
import { storedDraftQuery } from './use-kept-draft.ts'

/**
 * Begins a new conversation in the draft on a thread. False where a reply has been begun there: its words were meant for
 * the open issue, and stay with it.
 */
export async function beginNew(queryClient: QueryClient, place: Place, address: string | null): Promise<boolean> {
  const before = await queryClient.fetchQuery(storedDraftQuery(place))
  if (!isEmptyReply(before)) return before.isNew
  const begun = { ...emptyDraft, isNew: true, address }
  const isTaken = putBack(place.customerId, begun)
  if (isTaken === undefined) {
    keepDraftOf(queryClient, place, { ...begun, note: before.note, mentions: before.mentions })
  }
  return isTaken ?? true
}
