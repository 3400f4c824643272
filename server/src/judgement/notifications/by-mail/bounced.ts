import type { Wording } from '@throughline/protocol/words.ts'
import { mailAddressOf } from '../../../lib/mail-address.ts'
import { mailboxOf, setMailboxProven } from '../../../people/staff/staff.ts'
import type { Tx } from '../../../platform/db/db.ts'
import { noteFailed } from './queries.ts'

/**
 * Mail to one of us came back: none goes there until the person has proven the address again. False: the bounce is about
 * no mail of this part.
 */
export async function bouncedNotification(
  tx: Tx,
  {
    messageId,
    recipient,
    isDead,
    why,
    now,
  }: { messageId: string; recipient: string | null; isDead: boolean; why: Wording; now: Date },
): Promise<boolean> {
  const mail = await tx
    .selectFrom('notification_mails')
    .select(['id', 'staff_id'])
    .where('message_id', '=', messageId)
    .executeTakeFirst()
  if (!mail) return false
  if (!isDead) return true
  await tx
    .updateTable('notification_mails')
    .set({ state: 'failed', failure: JSON.stringify(why) })
    .where('id', '=', mail.id)
    .execute()
  await noteFailed(tx, mail.staff_id, why, now)
  // It may name where their mail goes on to, or the address that they had before: the one of today may be read.
  if (
    recipient !== null &&
    mailAddressOf(recipient) !== mailAddressOf((await mailboxOf(tx, mail.staff_id))?.address ?? '')
  )
    return true
  await setMailboxProven(tx, mail.staff_id, false)
  return true
}
