import type { Db } from '../../../../platform/db/db.ts'

/**
 * Ends sign-ins of this person that wait for their second factor, because they began with an old password; and, with
 * `devices`, the trust in devices that need no second factor.
 */
export async function endTrust(db: Db, staffId: string, { devices }: { devices: boolean }): Promise<void> {
  await db
    .deleteFrom('staff_verifications')
    .where('value', '=', staffId)
    .where((eb) =>
      eb.or([eb('identifier', 'like', '2fa-%'), ...(devices ? [eb('identifier', 'like', 'trust-device-%')] : [])]),
    )
    .execute()
}
