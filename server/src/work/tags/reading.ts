import { tagWords } from '@throughline/protocol/tags/words.ts'
import type { TagBrief } from '@throughline/protocol/tags/tags.ts'
import { sql } from 'kysely'
import { AppError } from '../../lib/errors.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import { queryPrepared } from '../../platform/db/prepared.ts'
import type { TagRow } from './queries.ts'

interface Found {
  of_id: string
  id: string
  name: string
  colour: TagRow['colour']
}

/** From each id up to the tag that it stands for now; none where that one was deleted. */
const whatTheyAre = `
  with recursive up as (
    select id as of_id, id, merged_into_id from tags where id = any($1::uuid[])
    union all
    select up.of_id, tags.id, tags.merged_into_id from up join tags on tags.id = up.merged_into_id)
  select up.of_id, tags.id, tags.name, tags.colour from up join tags on tags.id = up.id
  where tags.merged_into_id is null and tags.deleted_at is null
  order by tags.key`

/** What ids that issues keep stand for now, by name; ids of deleted tags are left out. */
export async function briefsOfTags(db: Db | Tx, ids: readonly string[]): Promise<ReadonlyMap<string, TagBrief>> {
  if (ids.length === 0) return new Map()
  const rows = await queryPrepared<Found>(db, 'what-tags-are', whatTheyAre, [ids])
  return new Map(rows.map(({ of_id, id, name, colour }) => [of_id, { id, name, colour }]))
}

export interface TagGroups {
  /** The id that each stands for now. */
  rootOf: ReadonlyMap<string, string>
  /** Every id that issues may keep for the same tag; empty for one that is not there. */
  idsOf: (id: string) => readonly string[]
}

/** By the ids of tags: under which ids issues keep the same. */
export async function groupsOfTags(db: Db | Tx, ids: readonly string[]): Promise<TagGroups> {
  const briefs = await briefsOfTags(db, ids)
  const rootOf = new Map([...briefs].map(([id, brief]) => [id, brief.id]))
  const roots = [...new Set(rootOf.values())]
  const { rows } =
    roots.length === 0
      ? { rows: [] }
      : await sql<{ root: string; id: string }>`
        with recursive down as (
          select id as root, id from tags where id = any(${roots}::uuid[])
          union all
          select down.root, tags.id from down join tags on tags.merged_into_id = down.id)
        select root, id from down`.execute(db)
  const groups = Map.groupBy(rows, ({ root }) => root)
  return { rootOf, idsOf: (id) => groups.get(rootOf.get(id) ?? '')?.map((row) => row.id) ?? [] }
}

/** Refuses one that cannot be given to issues. What was merged stands for the one it was merged into. */
export async function usableTag(tx: Tx, id: string): Promise<TagBrief> {
  const brief = (await briefsOfTags(tx, [id])).get(id)
  if (!brief) throw new AppError('not_found', tagWords.no_such_tag())
  const row = await tx.selectFrom('tags').select('archived_at').where('id', '=', brief.id).executeTakeFirst()
  if (row?.archived_at) throw new AppError('conflict', tagWords.is_archived({ name: brief.name }))
  return brief
}
