import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { useQueryClient, type QueryClient } from '@tanstack/react-query'
import type { Customer } from '@throughline/protocol/customers/customers.ts'
import { useEffect } from 'react'
import { keys } from '../query-keys.ts'
import { realtime } from '../../session/realtime/desk-realtime.ts'
import type { StreamMessage } from '../../session/realtime/realtime.ts'
import { outgoingStore } from './outgoing.ts'
import { threadQuery } from './thread-query.ts'
import { withDelivery, withEntry } from './thread-state.ts'

/**
 * Keeps the loaded part of a thread true while it is looked at. It starts from the cursor kept beside the entries, so
 * that a thread opened again a while later gets exactly what it missed.
 */
export function useThreadStream(customerId: string, isLoaded: boolean): void {
  const queryClient = useQueryClient()
  useEffect(() => {
    if (!isLoaded) return undefined
    const cursor = queryClient.getQueryData(threadQuery(customerId).queryKey)?.streamCursor
    if (!cursor) return undefined
    let unsubscribe = subscribe(cursor)
    let isOver = false

    function subscribe(from: string): () => void {
      return realtime.subscribe(`thread:${customerId}`, from, (message) => {
        // Where it may not be read any more, the page that asks for it says so.
        if (message.type === 'reload') reload().catch(() => undefined)
        else apply(queryClient, customerId, message)
      })
    }

    /** The stream could not go on from the cursor, or the thread was formed anew by a merge. */
    async function reload(): Promise<void> {
      void queryClient.invalidateQueries({ queryKey: keys.customer(customerId) })
      const fresh = await queryClient.fetchQuery({ ...threadQuery(customerId), staleTime: 0 })
      if (!isOver) unsubscribe = subscribe(fresh.streamCursor)
    }

    return () => {
      isOver = true
      unsubscribe()
    }
  }, [queryClient, customerId, isLoaded])
}

function apply(
  queryClient: QueryClient,
  customerId: string,
  message: Exclude<StreamMessage, { type: 'reload' }>,
): void {
  const { queryKey } = threadQuery(customerId)
  if (message.type === 'entry') {
    queryClient.setQueryData(queryKey, (state) => state && withEntry(state, message.entry, message.cursor))
    outgoingStore.remove(message.entry.echoId)
    if (message.entry.direction === 'out') void queryClient.invalidateQueries({ queryKey: keys.scheduled(customerId) })
    queryClient.setQueryData<Customer>(
      keys.customer(customerId),
      (customer) => customer && { ...customer, entryCount: Math.max(customer.entryCount, message.entry.seq) },
    )
    if (message.entry.issueId !== null && message.entry.direction !== 'in') {
      void queryClient.invalidateQueries({ queryKey: keys.earlierSteps(message.entry.issueId) })
    }
    // What the customer wrote may open a way to answer, or close one.
    if (message.entry.direction === 'in') void queryClient.invalidateQueries({ queryKey: ['addresses', customerId] })
    if (isAboutConsent(message.entry)) {
      void queryClient.invalidateQueries({ queryKey: ['addresses', customerId] })
      void queryClient.invalidateQueries({ queryKey: keys.consents(customerId) })
    }
  }
  if (message.type !== 'customer') void queryClient.invalidateQueries({ queryKey: ['quotable', customerId] })
  // That a reply was scheduled, cancelled or held back is an event of its issue.
  if (message.type === 'issue') void queryClient.invalidateQueries({ queryKey: keys.scheduled(customerId) })
  if (message.type === 'delivery') {
    queryClient.setQueryData(queryKey, (state) => state && withDelivery(state, message, message.cursor))
  }
  if (message.type === 'customer') {
    queryClient.setQueryData<Customer>(keys.customer(customerId), message.customer)
    queryClient.setQueryData(queryKey, (state) => state && { ...state, streamCursor: message.cursor })
    void queryClient.invalidateQueries({ queryKey: ['addresses', customerId] })
  }
}

/** What may be sent to an address has changed. */
const isAboutConsent = ({ content }: Entry): boolean => content.type === 'event' && content.name === 'consent.recorded'
