import { useInfiniteQuery, useMutation, useQueryClient, type QueryClient } from '@tanstack/react-query'
import {
  listNotifications,
  readNotifications,
  type Notification,
} from '@throughline/protocol/notifications/notifications.ts'
import type { BodyInputOf } from '@throughline/protocol/route.ts'
import { call } from '../../session/call.ts'
import { keys } from '../query-keys.ts'
import { tellProblem } from '../../look/tell.tsx'
import { realtime } from '../../session/realtime/desk-realtime.ts'
import { showOutside } from './show-outside.ts'
import { unreadOf, withRead, withTold, type NotificationPages } from './notification-pages.ts'

let unsubscribe: (() => void) | null = null

async function fetchPage(queryClient: QueryClient, cursor: string, signal: AbortSignal) {
  const page = await call(listNotifications, { query: { limit: 30, ...(cursor ? { cursor } : {}) }, signal })
  if (cursor === '') unsubscribe ??= realtime.subscribe('notifications', page.streamCursor, hear(queryClient))
  return page
}

/** Keeps the list and the figure true from the first page on. */
const hear = (queryClient: QueryClient) => (message: Parameters<Parameters<typeof realtime.subscribe>[2]>[0]) => {
  if (message.type === 'reload') {
    stopNotifications()
    void queryClient.invalidateQueries({ queryKey: keys.notifications })
  }
  if (message.type !== 'notifications') return
  const known = queryClient.getQueryData<NotificationPages>(keys.notifications)
  if (!known) return
  queryClient.setQueryData(keys.notifications, withTold(known, message.items, message.unread))
  const knownIds = new Map(known.pages.flatMap((page) => page.items).map(({ id, count }) => [id, count]))
  for (const item of message.items) {
    if (item.readAt === null && knownIds.get(item.id) !== item.count) showOutside(item)
  }
  // Read in another tab: which ones, the list says.
  if (message.items.length === 0 && message.unread < unreadOf(known)) {
    void queryClient.invalidateQueries({ queryKey: keys.notifications })
  }
}

export function stopNotifications(): void {
  unsubscribe?.()
  unsubscribe = null
}

export function useNotifications() {
  const queryClient = useQueryClient()
  return useInfiniteQuery({
    queryKey: keys.notifications,
    queryFn: ({ pageParam, signal }) => fetchPage(queryClient, pageParam, signal),
    initialPageParam: '',
    getNextPageParam: (page) => page.nextCursor,
    // The stream keeps it true.
    staleTime: Infinity,
  })
}

type Which = BodyInputOf<typeof readNotifications>

/** Shows as read at once. */
export function useReadNotifications(): (which: Which) => void {
  const queryClient = useQueryClient()
  const { mutate } = useMutation({
    mutationFn: (which: Which) => call(readNotifications, { body: which }),
    onMutate: (which) => {
      queryClient.setQueryData<NotificationPages>(
        keys.notifications,
        (known) => known && withRead(known, isAmong(which), new Date().toISOString()),
      )
    },
    onError: async (error) => {
      tellProblem(error)
      await queryClient.invalidateQueries({ queryKey: keys.notifications })
    },
  })
  return mutate
}

const isAmong =
  ({ ids, issueId, all }: Which) =>
  (notification: Notification): boolean =>
    all === true || notification.issue?.id === issueId || (ids?.includes(notification.id) ?? false)
