import type { Db, Tx } from '../../../platform/db/db.ts'
import { queryPrepared } from '../../../platform/db/prepared.ts'

export interface OpenIssue {
  id: string
  number: number
  subject: string
  status: string
  lastActivityAt: string
}

/** What a customer still waits for, newest first: the profile shows it. */
export async function openIssuesOf(db: Db | Tx, memberIds: readonly string[]): Promise<OpenIssue[]> {
  const rows = await queryPrepared<Omit<OpenIssue, 'lastActivityAt'> & { last_activity_at: Date }>(
    db,
    'open-issues-of',
    `select i.id, number, subject, status, last_activity_at from unnest($1::uuid[]) as m(id), lateral (
       select * from issues where customer_id = m.id and status <> 'resolved' and merged_into_id is null
       order by last_activity_at desc limit 50) as i
     order by last_activity_at desc limit 50`,
    [memberIds],
  )
  return rows.map(({ last_activity_at, ...issue }) => ({ ...issue, lastActivityAt: last_activity_at.toISOString() }))
}
