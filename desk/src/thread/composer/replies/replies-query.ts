import { queryOptions } from '@tanstack/react-query'
import { listSavedReplies } from '@throughline/protocol/saved-replies/saved-replies.ts'
import { call } from '../../../session/call.ts'
import { keys } from '../../../data/query-keys.ts'

export const savedRepliesQuery = queryOptions({
  queryKey: keys.savedReplies,
  queryFn: () => call(listSavedReplies, {}),
  staleTime: 60_000,
})
