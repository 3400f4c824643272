import { createHash, randomBytes } from 'node:crypto'
import type { Selectable } from 'kysely'
import type { Db, Tx } from '../../../platform/db/db.ts'
import type { StaffInvitationsTable } from '../tables.ts'

/** 256 bits by chance: nobody guesses one, and a plain hash of it is enough. */
export const newToken = (): string => randomBytes(32).toString('base64url')

export const hashOfToken = (token: string): Buffer => createHash('sha256').update(token).digest()

/** After the `#`: no server and no log on the way sees it, and a program that opens links in mails uses nothing up. */
export const invitationUrl = (publicUrl: string, token: string): string => `${publicUrl}/invitation#${token}`

export type Invitee = Pick<Selectable<StaffInvitationsTable>, 'expires_at'> & {
  id: string
  name: string
  email: string
}

/**
 * Whose token it is, if it can be used now: it is the last one sent and was not revoked, the person has access, and
 * nothing that they could sign in with.
 */
export async function inviteeOf(db: Db | Tx, token: string, now: Date): Promise<Invitee | undefined> {
  return db
    .selectFrom('staff_invitations as invitation')
    .innerJoin('staff', 'staff.id', 'invitation.staff_id')
    .select(['staff.id', 'staff.name', 'staff.email', 'invitation.expires_at'])
    .where('invitation.token_hash', '=', hashOfToken(token))
    .where('invitation.expires_at', '>', now)
    .where('staff.active', '=', true)
    .where((eb) =>
      eb.not(
        eb.exists(
          eb
            .selectFrom('staff_accounts')
            .select('staff_accounts.id')
            .whereRef('staff_accounts.staff_id', '=', 'staff.id'),
        ),
      ),
    )
    .executeTakeFirst()
}
