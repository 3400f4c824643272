import { sql, type RawBuilder } from 'kysely'
import type { Author } from '@throughline/protocol/timeline/author.ts'
import type { NotificationKind } from '@throughline/protocol/staff/preferences.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import { andRuleSql } from '../../platform/http/http.ts'
import type { Notice } from './tables.ts'

export interface NotificationRow {
  id: string
  position: number
  staff_id: string
  kind: NotificationKind
  customer_id: string | null
  subject_id: string | null
  notice: Notice | null
  issue_id: string | null
  entry_id: string | null
  by: Author | null
  count: number
  at: Date
  read_at: Date | null
}

export interface NewNotification {
  id: string
  staffId: string
  kind: NotificationKind
  customerId: string | null
  subjectId: string | null
  notice: Notice | null
  issueId: string | null
  entryId: string | null
  by: Author | null
  at: Date
}

/** Nobody needs to know whether it is 100 or 300. */
const unreadCap = 100

export async function insertNotification(tx: Tx, told: NewNotification): Promise<void> {
  await tx
    .insertInto('notifications')
    .values({
      id: told.id,
      staff_id: told.staffId,
      kind: told.kind,
      customer_id: told.customerId,
      subject_id: told.subjectId,
      notice: told.notice && JSON.stringify(told.notice),
      issue_id: told.issueId,
      entry_id: told.entryId,
      by: told.by && JSON.stringify(told.by),
      at: told.at,
      read_at: null,
    })
    .execute()
}

/** A further answer on an issue, or an attack that goes on, while the last waits unread: the same line, newer. */
export async function addToUnread(tx: Tx, told: NewNotification): Promise<boolean> {
  const { numAffectedRows } = await sql`
    update notifications set position = default, count = count + 1, mail_id = null, entry_id = ${told.entryId}, at = ${told.at},
      "by" = ${told.by && JSON.stringify(told.by)}::jsonb, notice = ${told.notice && JSON.stringify(told.notice)}::jsonb
    where staff_id = ${told.staffId} and issue_id is not distinct from ${told.issueId}
      and subject_id is not distinct from ${told.subjectId}::uuid and kind = ${told.kind} and read_at is null`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0) > 0
}

export function notificationsOf(
  db: Db,
  staffId: string,
  page: { before: number | null; limit: number; only: readonly RawBuilder<boolean>[] },
): Promise<NotificationRow[]> {
  let newest = db
    .selectFrom('notifications')
    .selectAll()
    .where('staff_id', '=', staffId)
    .orderBy('position', 'desc')
    .limit(page.limit)
  for (const condition of page.only) newest = newest.where(condition)
  return (page.before === null ? newest : newest.where('position', '<', page.before)).execute()
}

/** What is new after a place, oldest first; for one person, or for all. */
export function notificationsAfter(
  db: Db,
  position: number,
  options: { staffId?: string; limit: number },
): Promise<NotificationRow[]> {
  const after = db
    .selectFrom('notifications')
    .selectAll()
    .where('position', '>', position)
    .orderBy('position')
    .limit(options.limit)
  return (options.staffId === undefined ? after : after.where('staff_id', '=', options.staffId)).execute()
}

export async function newestPosition(db: Db): Promise<number> {
  const row = await db
    .selectFrom('notifications')
    .select('position')
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.position ?? 0
}

export async function countUnread(db: Db, staffId: string, only: readonly RawBuilder<boolean>[]): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from (
      select 1 from notifications where staff_id = ${staffId} and read_at is null${andRuleSql(only)} limit ${unreadCap}) as capped`.execute(
    db,
  )
  return rows[0]!.count
}

export async function markRead(
  db: Db | Tx,
  staffId: string,
  which: { ids?: readonly string[] | undefined; issueId?: string | undefined },
  at: Date,
): Promise<string[]> {
  let marking = db.updateTable('notifications').set({ read_at: at }).where('staff_id', '=', staffId)
  marking = marking.where('read_at', 'is', null)
  if (which.ids !== undefined) marking = marking.where('id', 'in', [...which.ids])
  if (which.issueId !== undefined) marking = marking.where('issue_id', '=', which.issueId)
  const rows = await marking.returning('id').execute()
  return rows.map((row) => row.id)
}

/** Old notifications are deleted, read or not. */
export async function pruneNotifications(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('notifications').where('at', '<', before).execute()
}
