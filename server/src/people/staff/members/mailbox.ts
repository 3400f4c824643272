import type { Db, Tx } from '../../../platform/db/db.ts'

export interface Mailbox {
  name: string
  address: string
  isProven: boolean
}

/** Where mail to somebody goes; undefined for who has no access. */
export async function mailboxOf(db: Db | Tx, staffId: string): Promise<Mailbox | undefined> {
  const row = await db
    .selectFrom('staff')
    .select(['name', 'email', 'email_verified'])
    .where('id', '=', staffId)
    .where('active', '=', true)
    .executeTakeFirst()
  return row && { name: row.name, address: row.email, isProven: row.email_verified }
}

/** Proven: the owner of the account has read a mail sent to its address. */
export async function setMailboxProven(db: Db | Tx, staffId: string, isProven: boolean): Promise<void> {
  await db.updateTable('staff').set({ email_verified: isProven }).where('id', '=', staffId).execute()
}
