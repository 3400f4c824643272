import type { BusinessProfile } from '@throughline/protocol/business/business.ts'
import type { Db, Tx } from '../../platform/db/db.ts'
import { companyName } from '../staff/staff.ts'
import './tables.ts'

/** As everybody may see it. */
export async function businessProfile(db: Db | Tx): Promise<BusinessProfile> {
  const [name, row] = await Promise.all([
    companyName(db),
    db.selectFrom('business_profile').selectAll().executeTakeFirstOrThrow(),
  ])
  return {
    name,
    address: row.address,
    openingHours: row.opening_hours,
    signature: row.signature,
    accentColour: row.accent_colour,
    defaultLanguage: row.default_language,
    logoUrl: row.logo_key && `/api/v1/business/logo/${logoVersion(row.logo_key)}`,
    updatedAt: row.updated_at?.toISOString() ?? null,
  }
}

/** The key ends in the hash of the bytes: another logo is another address, so that each may be cached for ever. */
export function logoVersion(key: string): string {
  return key.split('/').at(-1)!.slice(0, 16)
}
