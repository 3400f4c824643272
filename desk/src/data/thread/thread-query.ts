import { queryOptions, type QueryClient } from '@tanstack/react-query'
import { getThread } from '@throughline/protocol/timeline/entries.ts'
import { call } from '../../session/call.ts'
import { keys } from '../query-keys.ts'
import { threadFromPage, withOlderPage, type ThreadState } from './thread-state.ts'

const pageSize = 50
const olderPageSize = 100

/** The newest page of a thread; the stream takes it from there, so that it is fetched once. */
export function threadQuery(customerId: string) {
  return queryOptions({
    queryKey: keys.thread(customerId),
    queryFn: async ({ signal }) =>
      threadFromPage(
        await call(getThread, { params: { id: customerId }, query: { order: 'desc', limit: pageSize }, signal }),
      ),
    staleTime: Infinity,
  })
}

const loading = new Set<string>()

/** Fetches the page before the oldest loaded entry, once at a time. */
export async function loadOlder(queryClient: QueryClient, customerId: string): Promise<void> {
  const { queryKey } = threadQuery(customerId)
  const cursor = queryClient.getQueryData(queryKey)?.olderCursor
  if (!cursor || loading.has(customerId)) return
  loading.add(customerId)
  try {
    const query = { order: 'desc', limit: olderPageSize, cursor } as const
    const page = await call(getThread, { params: { id: customerId }, query })
    queryClient.setQueryData<ThreadState>(queryKey, (state) =>
      // Between the question and the answer the thread may have been loaded anew.
      state?.olderCursor === cursor ? withOlderPage(state, page) : state,
    )
  } finally {
    loading.delete(customerId)
  }
}
