import { queryOptions, useQuery } from '@tanstack/react-query'
import { listTags, type Tag } from '@throughline/protocol/tags/tags.ts'
import { call } from '../../session/call.ts'
import { keys } from '../query-keys.ts'

export const tagsQuery = queryOptions({
  queryKey: keys.tags,
  queryFn: () => call(listTags, {}),
  staleTime: 60_000,
})

const none: Tag[] = []

export function useTags(isWanted = true): Tag[] {
  return useQuery({ ...tagsQuery, enabled: isWanted }).data?.items ?? none
}

/** Under every id that an issue, a view or the history may name it by. */
export function tagsByAnyId(tags: readonly Tag[]): ReadonlyMap<string, Tag> {
  return new Map(tags.flatMap((tag) => [tag.id, ...tag.mergedIds].map((id): [string, Tag] => [id, tag])))
}
