import { twoFactor } from 'better-auth/plugins/two-factor'
import { openSessionPath } from './openid/open-session.ts'

/** Codes of an authenticator app, and backup codes. */
export function secondFactor() {
  const plugin = twoFactor({
    issuer: 'Throughline',
    twoFactorTable: 'staff_two_factors',
    // Codes are counted before they get here. The library's lock is per account: strangers would lock the owner out.
    accountLockout: { enabled: false },
    schema: {
      user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
      twoFactor: {
        fields: {
          userId: 'staff_id',
          backupCodes: 'backup_codes',
          failedVerificationCount: 'failed_verification_count',
          lockedUntil: 'locked_until',
        },
      },
    },
  })
  // The library asks for it after a password only. A person who switched it on is asked after every first factor.
  const after = plugin.hooks.after.map((hook) => ({
    ...hook,
    matcher: (context: Parameters<typeof hook.matcher>[0]) => context.path === openSessionPath || hook.matcher(context),
  }))
  return { ...plugin, hooks: { after } }
}
