import { sql, type RawBuilder } from 'kysely'
import type { Db } from '../../../platform/db/db.ts'
import { groupsOfTags } from '../../tags/tags.ts'

/** Each tag is the ids under which issues keep it: its own, and those of tags that were merged into it. */
export interface TagFilter {
  any: readonly (readonly string[])[]
  all: readonly (readonly string[])[]
  none: readonly (readonly string[])[]
}

interface Asked {
  tagsAny?: readonly string[] | undefined
  tagsAll?: readonly string[] | undefined
  tagsNone?: readonly string[] | undefined
}

/** A tag that is not there is on no issue. */
export async function tagFilter(
  db: Db,
  { tagsAny = [], tagsAll = [], tagsNone = [] }: Asked,
): Promise<TagFilter | undefined> {
  const ids = [...tagsAny, ...tagsAll, ...tagsNone]
  if (ids.length === 0) return undefined
  const { idsOf } = await groupsOfTags(db, ids)
  return { any: tagsAny.map(idsOf), all: tagsAll.map(idsOf), none: tagsNone.map(idsOf) }
}

/** Written so that the index of issues with tags fits. */
export function tagConditions({ any, all, none }: TagFilter): RawBuilder<unknown>[] {
  const hasOneOf = (ids: readonly string[]) => sql`(tag_ids <> '{}' and tag_ids && ${ids}::uuid[])`
  const unwanted = none.flat()
  return [
    ...(any.length > 0 ? [hasOneOf(any.flat())] : []),
    ...all.map(hasOneOf),
    ...(unwanted.length > 0 ? [sql`not ${hasOneOf(unwanted)}`] : []),
  ]
}
