import type { MailNotifications } from '@throughline/protocol/staff/preferences.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import { sql, type Selectable } from 'kysely'
import type { Db, Tx } from '../../../platform/db/db.ts'
import type { NotificationMailsTable } from '../tables.ts'
import type { NotificationRow } from '../queries.ts'

export type MailRow = Selectable<NotificationMailsTable>

/** What is unread and in no mail yet, oldest first. */
export async function unmailedSince(
  tx: Tx,
  { staffId, issueId, kinds }: { staffId: string; issueId: string; kinds: MailNotifications['kinds'] },
): Promise<Date | null> {
  const row = await tx
    .selectFrom('notifications')
    .select('at')
    .where('staff_id', '=', staffId)
    .where('issue_id', '=', issueId)
    .where('read_at', 'is', null)
    .where('mail_id', 'is', null)
    .where('kind', 'in', kinds)
    .orderBy('position')
    .limit(1)
    .executeTakeFirst()
  return row?.at ?? null
}

/** Puts them into the mail. Of two who do so at once, one gets them: the rows are locked. */
export async function takeUnmailed(
  tx: Tx,
  { mailId, staffId, issueId, kinds }: { mailId: string; staffId: string; issueId: string; kinds: readonly string[] },
): Promise<number> {
  const { numAffectedRows } = await sql`
    update notifications set mail_id = ${mailId}
    where staff_id = ${staffId} and issue_id = ${issueId} and read_at is null and mail_id is null
      and kind = any(${[...kinds]}::text[])`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** When the oldest of the last `count` mails about the issue was made, if all of them are younger than `since`. */
export async function oldestOfLastMails(
  tx: Tx,
  { staffId, issueId, count, since }: { staffId: string; issueId: string; count: number; since: Date },
): Promise<Date | null> {
  const rows = await tx
    .selectFrom('notification_mails')
    .select('made_at')
    .where('staff_id', '=', staffId)
    .where('issue_id', '=', issueId)
    .where('made_at', '>', since)
    .orderBy('made_at', 'desc')
    .limit(count)
    .execute()
  return rows.length < count ? null : rows.at(-1)!.made_at
}

export async function insertMail(
  tx: Tx,
  { id, staffId, issueId, now }: { id: string; staffId: string; issueId: string; now: Date },
): Promise<void> {
  const row = { id, staff_id: staffId, issue_id: issueId, state: 'queued' as const, made_at: now }
  await tx.insertInto('notification_mails').values(row).execute()
}

export function mailById(db: Db | Tx, id: string): Promise<MailRow | undefined> {
  return db.selectFrom('notification_mails').selectAll().where('id', '=', id).executeTakeFirst()
}

/** What it is about and nobody has read meanwhile, oldest first. */
export function notificationsIn(db: Db, { id, staff_id, issue_id }: MailRow): Promise<NotificationRow[]> {
  return db
    .selectFrom('notifications')
    .selectAll()
    .where('staff_id', '=', staff_id)
    .where('issue_id', '=', issue_id)
    .where('read_at', 'is', null)
    .where('mail_id', '=', id)
    .orderBy('position')
    .execute()
}

export async function settleMail(
  db: Db | Tx,
  id: string,
  settled: { state: MailRow['state']; messageId?: string; failure?: Wording | null; at: Date },
): Promise<void> {
  await db
    .updateTable('notification_mails')
    .set({
      state: settled.state,
      message_id: settled.messageId ?? null,
      failure: settled.failure ? JSON.stringify(settled.failure) : null,
      settled_at: settled.at,
    })
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .execute()
}

export async function countTry(tx: Tx, id: string, failure: Wording): Promise<boolean> {
  const row = await tx
    .updateTable('notification_mails')
    .set({ tries: sql`tries + 1`, failure: JSON.stringify(failure) })
    .where('id', '=', id)
    .where('state', '=', 'queued')
    .returning('id')
    .executeTakeFirst()
  return row !== undefined
}

export function mailboxRow(db: Db | Tx, staffId: string) {
  return db.selectFrom('notification_mailboxes').selectAll().where('staff_id', '=', staffId).executeTakeFirst()
}

/** False: one was asked for less than `everyMs` ago. */
export async function noteAsked(db: Db, staffId: string, now: Date, everyMs: number): Promise<boolean> {
  const { rows } = await sql`
    insert into notification_mailboxes as m (staff_id, asked_at) values (${staffId}, ${now})
    on conflict (staff_id) do update set asked_at = excluded.asked_at
      where m.asked_at is null or m.asked_at <= ${new Date(now.getTime() - everyMs)}
    returning staff_id`.execute(db)
  return rows.length > 0
}

export async function noteFailed(tx: Tx, staffId: string, why: Wording, now: Date): Promise<void> {
  const row = { failed_at: now, failure: JSON.stringify(why) }
  await tx
    .insertInto('notification_mailboxes')
    .values({ staff_id: staffId, ...row })
    .onConflict((conflict) => conflict.column('staff_id').doUpdateSet(row))
    .execute()
}

export async function forgetFailure(tx: Tx, staffId: string): Promise<void> {
  const row = { failed_at: null, failure: null }
  await tx.updateTable('notification_mailboxes').set(row).where('staff_id', '=', staffId).execute()
}

export async function pruneMails(db: Db, before: Date): Promise<void> {
  await db.deleteFrom('notification_mails').where('made_at', '<', before).execute()
}
