import type { Db } from '../../../../platform/db/db.ts'
import type { OpenIdSettings } from '../../../../lib/openid-settings.ts'

/** Says at the start that nobody could get in while the provider is away; null when all is well. */
export async function breakGlassWarning(db: Db, openId: OpenIdSettings | null): Promise<string | null> {
  if (!openId || openId.breakGlassEmail === null) return null
  const admin = await db
    .selectFrom('staff')
    .innerJoin('staff_accounts', 'staff_accounts.staff_id', 'staff.id')
    .select('staff.id')
    .where('staff.email', '=', openId.breakGlassEmail)
    .where('staff.role', '=', 'admin')
    .where('staff.active', '=', true)
    .where('staff_accounts.provider_id', '=', 'credential')
    .executeTakeFirst()
  if (admin) return null
  return (
    'OIDC_PASSWORD_SIGN_IN is off, and OIDC_BREAK_GLASS_EMAIL names no admin with access and a password: ' +
    `while ${openId.name} is away, nobody can sign in.`
  )
}
