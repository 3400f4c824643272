import type { BusinessProfile } from '@throughline/protocol/business/business.ts'
import { recordAudit } from '../audit/audit.ts'
import { transact, type Db } from '../../platform/db/db.ts'
import type { Caller } from '../../platform/http/http.ts'
import type { Clock } from '../../lib/clock.ts'
import { changedAt, refuseUnlessAsSeen } from '../../lib/as-seen.ts'
import { nameCompany } from '../staff/staff.ts'
import { businessProfile } from './profile.ts'

export type ProfileChange = {
  [Key in 'name' | 'address' | 'openingHours' | 'signature' | 'accentColour' | 'defaultLanguage']?:
    | BusinessProfile[Key]
    | undefined
}

export async function changeProfile(
  db: Db,
  clock: Clock,
  { by, was, ...change }: ProfileChange & { was?: { updatedAt: string | null } | undefined; by: Caller },
): Promise<BusinessProfile> {
  return transact(db, async (tx) => {
    // Two who change it at once are one after the other.
    await tx.selectFrom('business_profile').select('updated_at').forUpdate().execute()
    const before = await businessProfile(tx)
    refuseUnlessAsSeen(was, before)
    if (change.name !== undefined) await nameCompany(tx, change.name)
    await tx
      .updateTable('business_profile')
      .set({
        address: change.address ?? before.address,
        opening_hours: change.openingHours ?? before.openingHours,
        signature: change.signature ?? before.signature,
        accent_colour: change.accentColour === undefined ? before.accentColour : change.accentColour,
        default_language: change.defaultLanguage ?? before.defaultLanguage,
        updated_at: changedAt(before.updatedAt === null ? null : new Date(before.updatedAt), clock.now()),
      })
      .execute()
    const after = await businessProfile(tx)
    const subject = { kind: 'business', id: null }
    await recordAudit(tx, { actor: by, action: 'business.updated', subject, details: changed(before, after) }, clock)
    return after
  })
}

function changed(before: BusinessProfile, after: BusinessProfile): Record<string, unknown> {
  const keys = ['name', 'address', 'openingHours', 'signature', 'accentColour', 'defaultLanguage'] as const
  return Object.fromEntries(
    keys.filter((key) => before[key] !== after[key]).map((key) => [key, { from: before[key], to: after[key] }]),
  )
}
