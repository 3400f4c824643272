import { queryOptions, useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query'
import { listIssues } from '@throughline/protocol/issues/issues.ts'
import { useCallback, useRef } from 'react'
import { call } from '../../session/call.ts'
import { keys } from '../query-keys.ts'
import { tellProblem } from '../../look/tell.tsx'
import { useMe } from '../me/use-me.ts'
import { ensureInboxStream, streamPlace, withRecent } from './inbox-stream.ts'
import { heldPlace } from './held-place.ts'
import { learnDrafts } from '../thread/own-drafts.ts'
import { learnReads } from './reads.ts'
import { listFromPage, settled, withNextPage, type IssueFilter, type IssueList } from './issue-list.ts'

const pageSize = 50
const retryMs = 5000

async function fetchPage(queryClient: QueryClient, filter: IssueFilter, cursor: string | null, signal?: AbortSignal) {
  const { queue, sort } = filter
  const page = await call(listIssues, {
    query: {
      queue,
      sort,
      limit: pageSize,
      ...narrowingOf(filter),
      ...(filter.unread ? { unread: 'true' as const } : {}),
      ...(cursor ? { cursor } : {}),
    },
    ...(signal ? { signal } : {}),
  })
  learnReads(page.reads.items, page.reads.since)
  learnDrafts(
    page.items.map(({ customerId }) => customerId),
    page.draftsOf,
  )
  ensureInboxStream(queryClient, page.streamCursor)
  return page
}

/** As the server is asked for the list, and for figures about it. */
export function narrowingOf(filter: IssueFilter) {
  const { status, statuses, priorities, customerId, ownerId, teamId, channelId, tagsAny, tagsAll, tagsNone, spam } =
    filter
  return {
    ...(statuses ? { status: statuses.join(',') } : status === 'any' ? {} : { status }),
    ...(priorities ? { priority: priorities.join(',') } : {}),
    ...(customerId ? { customerId } : {}),
    ...(ownerId ? { ownerId } : {}),
    ...(teamId ? { teamId } : {}),
    ...(channelId ? { channelId } : {}),
    ...(filter.followed ? { followed: 'true' as const } : {}),
    ...(tagsAny ? { tagsAny: tagsAny.join(',') } : {}),
    ...(tagsAll ? { tagsAll: tagsAll.join(',') } : {}),
    ...(tagsNone ? { tagsNone: tagsNone.join(',') } : {}),
    ...(filter.trash ? { trash: 'only' as const } : {}),
    ...(spam ? { spam: 'only' as const } : {}),
  }
}

export function issueListQuery(queryClient: QueryClient, filter: IssueFilter, meId: string) {
  return queryOptions({
    queryKey: keys.issues(filter),
    queryFn: async ({ signal }): Promise<IssueList> => {
      const since = streamPlace()
      const page = await fetchPage(queryClient, filter, null, signal)
      return withRecent(listFromPage(filter, page), meId, since)
    },
    // The stream keeps it true.
    staleTime: Infinity,
  })
}

export function useIssueList(filter: IssueFilter) {
  const queryClient = useQueryClient()
  const meId = useMe().id
  const list = useQuery(issueListQuery(queryClient, filter, meId))
  const isLoadingMore = useRef(false)
  const failedCursor = useRef<string | null>(null)
  const { queryKey } = issueListQuery(queryClient, filter, meId)

  /** False: there is no more, or it could not be loaded. */
  const loadMore = async (): Promise<boolean> => {
    const cursor = list.data?.nextCursor
    // A page that could not be fetched is asked for again by scrolling on, not at every frame.
    if (!cursor || failedCursor.current === cursor) return false
    if (isLoadingMore.current) return true
    isLoadingMore.current = true
    try {
      const since = streamPlace()
      const page = await fetchPage(queryClient, filter, cursor)
      queryClient.setQueryData(queryKey, (known) =>
        // Between the question and the answer the list may have been loaded anew.
        known?.nextCursor === cursor ? withRecent(withNextPage(known, page), meId, since) : known,
      )
      return true
    } catch (error) {
      failedCursor.current = cursor
      setTimeout(() => (failedCursor.current = null), retryMs)
      tellProblem(error)
      return false
    } finally {
      isLoadingMore.current = false
    }
  }

  const key = JSON.stringify(queryKey)
  const settle = useCallback(() => {
    queryClient.setQueryData(issueListQuery(queryClient, filter, meId).queryKey, (known) =>
      known ? settled(known, meId, heldPlace.now()) : known,
    )
    // The filter is a new object each time; its words are what matters.
    // oxlint-disable-next-line react-hooks/exhaustive-deps
  }, [queryClient, key, meId])

  return { ...list, loadMore, settle }
}
