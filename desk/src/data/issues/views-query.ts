import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import {
  countViews,
  createView,
  deleteView,
  listViews,
  updateView,
  type SavedView,
} from '@throughline/protocol/issues/views.ts'
import type { BodyInputOf } from '@throughline/protocol/route.ts'
import { call } from '../../session/call.ts'
import { keys } from '../query-keys.ts'
import { tellProblem } from '../../look/tell.tsx'

export const viewsQuery = queryOptions({
  queryKey: keys.views,
  queryFn: () => call(listViews, {}),
  staleTime: 60_000,
})

export function useViews(): SavedView[] | undefined {
  return useQuery(viewsQuery).data?.items
}

/** Asked for only while they are looked at; every change of an issue counts them again. */
export function useViewCounts(isShown: boolean): { countOf: (viewId: string) => number | undefined; cappedAt: number } {
  const counts = useQuery({ queryKey: keys.viewCounts, queryFn: () => call(countViews, {}), enabled: isShown }).data
  return {
    countOf: (viewId) => counts?.items.find(({ id }) => id === viewId)?.count,
    cappedAt: counts?.cappedAt ?? Infinity,
  }
}

type Content = BodyInputOf<typeof createView>
type Change = { id: string; to: BodyInputOf<typeof updateView> }

export function useChangeViews() {
  const queryClient = useQueryClient()
  const keep = (change: (views: SavedView[]) => SavedView[]) =>
    queryClient.setQueryData(viewsQuery.queryKey, (known) => known && { items: inOrder(change(known.items)) })
  const countAgain = () => void queryClient.invalidateQueries({ queryKey: keys.viewCounts })
  const put = (view: SavedView) => {
    keep((views) => [...views.filter(({ id }) => id !== view.id), view])
    countAgain()
  }
  return {
    create: useMutation({
      mutationFn: (content: Content) => call(createView, { body: content }),
      onSuccess: put,
      onError: tellProblem,
    }),
    update: useMutation({
      mutationFn: ({ id, to }: Change) => call(updateView, { params: { id }, body: to }),
      onSuccess: put,
      onError: tellProblem,
    }),
    remove: useMutation({
      mutationFn: (id: string) => call(deleteView, { params: { id } }),
      onSuccess: (_nothing, removed) => keep((views) => views.filter(({ id }) => id !== removed)),
      onError: tellProblem,
    }),
  }
}

function inOrder(views: SavedView[]): SavedView[] {
  return views.toSorted((a, b) => a.name.localeCompare(b.name))
}
