import type { Db, Tx } from '../../platform/db/db.ts'
import { queryPrepared } from '../../platform/db/prepared.ts'

/** Among the newest entries, or it was too long ago to say who somebody is. */
const lookedAt = 50

/** By issue: the page on which its visitor last wrote, where a chat said one. */
export async function newestPages(db: Db | Tx, issueIds: readonly string[]): Promise<Map<string, string>> {
  if (issueIds.length === 0) return new Map()
  const rows = await queryPrepared<{ id: string; page: string }>(
    db,
    'newest-pages',
    `select i.id, p.page from unnest($1::uuid[]) as i(id), lateral (
       select content->>'page' as page
       from (select content, direction, recorded_at from entries where issue_id = i.id
         order by recorded_at desc limit ${lookedAt}) as newest
       where direction = 'in' and content->>'page' is not null
       order by recorded_at desc limit 1) as p`,
    [issueIds],
  )
  return new Map(rows.map(({ id, page }) => [id, page]))
}
