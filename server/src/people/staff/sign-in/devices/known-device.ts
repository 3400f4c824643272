import { createHash, randomBytes } from 'node:crypto'
import type { Db } from '../../../../platform/db/db.ts'
import type { SecretBox } from '../../../../lib/secrets.ts'
import { accountOf } from '../attempts/attempt-policy.ts'
import { cookiePrefix, isSecure } from '../cookies.ts'

/**
 * A cookie that says that this account has signed in in this browser before. It gives no access; it gives its browser a
 * count of wrong attempts of its own, so that guessing from elsewhere does not keep the owner out. It is signed over the
 * stored password of the account, so it becomes invalid when the password changes.
 */
const cookieName = (publicUrl: string): string => `${cookiePrefix(publicUrl)}.known_device`
const maxAgeSeconds = 365 * 24 * 60 * 60

interface Installation {
  db: Db
  secrets: SecretBox
  publicUrl: string
}

type Cookies = ReadonlyMap<string, string>

/** A browser that is known already stays the same device: signing in again gives no second count. */
export async function deviceCookie(deps: Installation, email: string, cookies: Cookies): Promise<string | null> {
  const device = (await knownDevice(deps, email, cookies)) ?? randomBytes(12).toString('base64url')
  const data = await dataOf(deps.db, email, device)
  if (data === null) return null
  const value = `${device}.${deps.secrets.sign(purpose, data).toString('base64url')}`
  const secure = isSecure(deps.publicUrl) ? '; Secure' : ''
  return `${cookieName(deps.publicUrl)}=${value}; Max-Age=${maxAgeSeconds}; Path=/; HttpOnly; SameSite=Lax${secure}`
}

/** The device, when the browser has the cookie and it is of this account and its password. */
export async function knownDevice(
  { db, secrets, publicUrl }: Installation,
  email: string,
  cookies: Cookies,
): Promise<string | null> {
  const [, device, given = ''] = isDevice.exec(cookies.get(cookieName(publicUrl)) ?? '') ?? []
  if (device === undefined) return null
  const data = await dataOf(db, email, device)
  return data !== null && secrets.verify(purpose, data, Buffer.from(given, 'base64url')) ? device : null
}

const purpose = 'known-device'
const isDevice = /^([\w-]{16})\.([\w-]{43})$/

/** What is signed. The stored password has a new salt with every change, also back to an old password. */
async function dataOf(db: Db, email: string, device: string): Promise<string | null> {
  const row = await db
    .selectFrom('staff_accounts')
    .innerJoin('staff', 'staff.id', 'staff_accounts.staff_id')
    .select('staff_accounts.password')
    .where('staff.email', '=', accountOf(email))
    .where('staff_accounts.provider_id', '=', 'credential')
    .executeTakeFirst()
  if (!row?.password) return null
  const stamp = createHash('sha256').update(row.password).digest('base64url')
  return `${device} ${accountOf(email)} ${stamp}`
}
