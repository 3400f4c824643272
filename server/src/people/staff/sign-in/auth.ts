import { passwordLength } from '@throughline/protocol/staff/password.ts'
import { betterAuth } from 'better-auth'
import { APIError } from 'better-auth/api'
import type { Db } from '../../../platform/db/db.ts'
import type { Clock } from '../../../lib/clock.ts'
import { newId } from '../../../lib/ids.ts'
import type { Logger } from '../../../lib/logger.ts'
import type { OpenIdSettings } from '../../../lib/openid-settings.ts'
import type { SecretBox } from '../../../lib/secrets.ts'
import { cookiePrefix, isSecure } from './cookies.ts'
import { providerId } from './openid/enter.ts'
import { openSession } from './openid/open-session.ts'
import { hashPassword, verifyPassword, type HashCost } from './passwords/password.ts'
import { secondFactor } from './second-factor.ts'

export interface AuthDeps {
  db: Db
  secrets: SecretBox
  publicUrl: string
  logger: Logger
  openId: OpenIdSettings | null
  clock: Clock
  hashCost?: HashCost | undefined
  /** Called when a session ended or changed. */
  onChange(): void
}

/** How the network address is handed to the library: by us, in a header that nobody outside can set. */
export const addressHeader = 'x-throughline-address'

/**
 * Sessions, passwords and second factors by better-auth, on tables of ours (migration 0010). Nobody signs up:
 * people are added by an admin. Where a request came from and how often is checked before it gets here.
 */
export function createAuth(deps: AuthDeps) {
  const { db, secrets, publicUrl, logger, hashCost } = deps
  return betterAuth({
    appName: 'Throughline',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret: secrets.deriveKey('sign-in').toString('base64url'),
    database: { db, type: 'postgres', transaction: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: passwordLength.least,
      maxPasswordLength: passwordLength.most,
      password: { hash: (password) => hashPassword(password, hashCost), verify: verifyPassword },
    },
    user: {
      modelName: 'staff',
      fields: { emailVerified: 'email_verified', createdAt: 'created_at', updatedAt: 'updated_at' },
      additionalFields: {
        role: { type: 'string', required: true, input: false },
        active: { type: 'boolean', required: true, input: false },
      },
    },
    session: {
      modelName: 'staff_sessions',
      fields: {
        userId: 'staff_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
      additionalFields: {
        endsBy: { type: 'date', required: false, input: false, returned: false, fieldName: 'ends_by' },
      },
      expiresIn: 30 * daySeconds,
      updateAge: daySeconds,
    },
    account: {
      modelName: 'staff_accounts',
      fields: {
        userId: 'staff_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        createdAt: 'created_at',
        updatedAt: 'updated_at',
      },
    },
    verification: {
      modelName: 'staff_verifications',
      fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
    },
    plugins: [openSession, secondFactor()],
    databaseHooks: {
      session: {
        create: {
          before: async (session, context) => {
            const person = await db
              .selectFrom('staff')
              .select('active')
              .where('id', '=', session.userId)
              .executeTakeFirst()
            // The same words as for a wrong password: strangers must not learn that an account was switched off.
            if (!person?.active) {
              throw new APIError('UNAUTHORIZED', {
                code: 'INVALID_EMAIL_OR_PASSWORD',
                message: 'Invalid email or password',
              })
            }
            const before = context?.context.session?.session
            return { data: { ...session, endsBy: await endOfRoles(deps, session.userId, before) } }
          },
        },
        // One that ends by a fixed time is not extended, however often the library tries.
        update: { after: async ({ endsBy }) => (endsBy ? undefined : deps.onChange()) },
        delete: { after: async () => deps.onChange() },
      },
      user: { update: { after: async () => deps.onChange() } },
    },
    advanced: {
      cookiePrefix: cookiePrefix(publicUrl),
      // The library would put a weaker prefix of its own before ours.
      useSecureCookies: false,
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/', secure: isSecure(publicUrl) },
      // Checked by the same rule as for every other call, before the request gets here.
      disableCSRFCheck: true,
      ipAddress: { ipAddressHeaders: [addressHeader] },
      // Our migrations made the tables; the library would look them up again at every start.
      database: { generateId: () => newId(), validateSchema: false },
    },
    // Counted before the request gets here.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    logger: {
      level: 'warn',
      log: (level, message) => logger[level === 'error' ? 'warn' : 'debug']({ from: 'sign-in' }, message),
    },
  })
}

/**
 * What a provider says about roles is read at a sign-in: sessions of those it decides about last no longer than set. One
 * that replaces another, as after a new password, was no sign-in, and ends when that one would have.
 */
async function endOfRoles(
  { db, openId, clock }: AuthDeps,
  staffId: string,
  replaced: { expiresAt: Date } | undefined,
): Promise<Date | null> {
  if (openId === null) return null
  const link = await db
    .selectFrom('staff_accounts')
    .select('id')
    .where('staff_id', '=', staffId)
    .where('provider_id', '=', providerId(openId))
    .executeTakeFirst()
  if (!link) return null
  const endsAtMs = clock.now().getTime() + openId.sessionHours * 60 * 60 * 1000
  return new Date(Math.min(endsAtMs, replaced?.expiresAt.getTime() ?? Infinity))
}

export type Auth = ReturnType<typeof createAuth>

const daySeconds = 24 * 60 * 60
