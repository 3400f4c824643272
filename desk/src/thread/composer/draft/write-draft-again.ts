import type { QueryClient } from '@tanstack/react-query'
import { keys } from '../../../data/query-keys.ts'
import { isEmptyReply, type Draft } from './draft.ts'
import { keepDraftOf, type Place } from './keep-draft.ts'
import { putBack } from './put-back.ts'

/** What has not left after all is where it was written, or waits there; false where something else has been begun. */
export function writeDraftAgain(queryClient: QueryClient, place: Place, draft: Draft): boolean {
  return putBack(place.customerId, draft) ?? keepAway(queryClient, place, draft)
}

/** Nobody looks at that thread: the draft waits there. */
function keepAway(queryClient: QueryClient, place: Place, draft: Draft): boolean {
  const before = queryClient.getQueryData<Draft>(keys.draft(place.customerId))
  if (before && !isEmptyReply(before)) return false
  keepDraftOf(queryClient, place, { ...draft, note: before?.note ?? '' })
  return true
}
