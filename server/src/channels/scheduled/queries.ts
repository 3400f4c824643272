import type { Selectable } from 'kysely'
import type { Db, Tx } from '../../platform/db/db.ts'
import type { ScheduledRepliesTable } from '../tables.ts'

export type ScheduledRow = Selectable<ScheduledRepliesTable>

export function scheduledById(db: Db | Tx, id: string): Promise<ScheduledRow | undefined> {
  return db.selectFrom('scheduled_replies').selectAll().where('id', '=', id).executeTakeFirst()
}

export function scheduledByEcho(db: Db | Tx, staffId: string, echoId: string): Promise<ScheduledRow | undefined> {
  return db
    .selectFrom('scheduled_replies')
    .selectAll()
    .where('staff_id', '=', staffId)
    .where('echo_id', '=', echoId)
    .executeTakeFirst()
}

/** No thread has more than `mostOnThread`. */
export function scheduledOf(db: Db | Tx, memberIds: readonly string[]): Promise<ScheduledRow[]> {
  return db
    .selectFrom('scheduled_replies')
    .selectAll()
    .where('customer_id', 'in', [...memberIds])
    .orderBy('send_at')
    .orderBy('id')
    .execute()
}

export async function deleteScheduled(tx: Tx, id: string): Promise<void> {
  await tx.deleteFrom('scheduled_replies').where('id', '=', id).execute()
}
