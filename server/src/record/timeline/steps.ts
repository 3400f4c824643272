import type { Author } from '@throughline/protocol/timeline/author.ts'
import type { EntryKind } from '@throughline/protocol/timeline/entry.ts'
import type { Db } from '../../platform/db/db.ts'
import { queryPrepared } from '../../platform/db/prepared.ts'

export interface StepRow {
  id: string
  issue_id: string
  channel_id: string | null
  kind: EntryKind
  author_kind: Author['kind']
  author_id: string | null
  author_name: string
  text: string
  recorded_at: Date
}

/** Our words on an issue are among its newest entries, or they are too old to help. */
const lookedAt = 500

/** What we said and did on these issues, newest first, a few of each. */
export async function stepsOfIssues(db: Db, issueIds: readonly string[], perIssue: number): Promise<StepRow[]> {
  return queryPrepared<StepRow>(
    db,
    'steps-of-issues',
    `select s.id, s.issue_id, s.channel_id, s.kind, s.author_kind, s.author_id, s.author_name, s.text, s.recorded_at
     from unnest($1::uuid[]) as i(id), lateral (
       select id, issue_id, channel_id, kind, author_kind, author_id, author_name, left(text, 300) as text, recorded_at
       from (select * from entries where issue_id = i.id order by recorded_at desc limit ${lookedAt}) as newest
       where kind in ('decision', 'action', 'handover', 'call') or (kind = 'message' and direction = 'out')
       order by recorded_at desc limit $2) as s
     order by s.recorded_at desc`,
    [issueIds, perIssue],
  )
}
