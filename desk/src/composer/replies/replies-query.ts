import { queryOptions } from '@tanstack/react-query'
import { listSavedReplies } from '@throughline/protocol/saved-replies/saved-replies.ts'
import { call } from '../../api/call.ts'
import { keys } from '../../api/keys.ts'

export const savedRepliesQuery = queryOptions({
  queryKey: keys.savedReplies,
  queryFn: () => call(listSavedReplies, {}),
  staleTime: 60_000,
})
