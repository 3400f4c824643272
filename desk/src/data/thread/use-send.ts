import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { useCallback, useEffect } from 'react'
import { useMe } from '../me/use-me.ts'
import { useConnection } from '../../session/realtime/use-connection.ts'
import { threadQuery } from './thread-query.ts'
import { withEntry } from './thread-state.ts'
import { outgoingStore } from './outgoing.ts'
import type { OutgoingItem } from './outgoing-state.ts'
import { sendEntry, sendWaiting } from './send-entry.ts'

export function useSend(): (item: OutgoingItem) => Promise<Entry | null> {
  const queryClient = useQueryClient()
  return useCallback(
    async (item) => {
      const entry = await sendEntry(item)
      if (entry) land(queryClient, item.customerId, entry)
      return entry
    },
    [queryClient],
  )
}

/** When the connection is back, and when a page is opened with things unsent, they go out. */
export function useResumeSending(): void {
  const queryClient = useQueryClient()
  const meId = useMe().id
  const isOnline = useConnection().state === 'online'
  useEffect(() => {
    if (!isOnline) return
    void sendWaiting(meId, (customerId, entry) => land(queryClient, customerId, entry))
  }, [queryClient, isOnline, meId])
}

/** The entry is on the thread now; what stood for it goes in the same moment. */
function land(queryClient: QueryClient, customerId: string, entry: Entry): void {
  queryClient.setQueryData(
    threadQuery(customerId).queryKey,
    // The place in the stream stays as it was: what came before this entry may still be on its way.
    (state) => state && withEntry(state, entry, state.streamCursor),
  )
  outgoingStore.remove(entry.echoId)
}
