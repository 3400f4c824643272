import { randomBytes } from 'node:crypto'
import type { SecretBox } from '../../lib/secrets.ts'
import { accountOf } from './attempt-policy.ts'
import { cookiePrefix, isSecure } from './cookies.ts'

/**
 * A cookie that says: in this browser, this account has signed in before. It opens nothing; it gives its browser a
 * count of wrong tries of its own, so that guessing from elsewhere does not keep the owner out.
 */
const cookieName = (publicUrl: string): string => `${cookiePrefix(publicUrl)}.known_device`
const maxAgeSeconds = 365 * 24 * 60 * 60

interface Installation {
  secrets: SecretBox
  publicUrl: string
}

export function deviceCookie({ secrets, publicUrl }: Installation, email: string): string {
  const device = randomBytes(12).toString('base64url')
  const value = `${device}.${signature(secrets, email, device).toString('base64url')}`
  const secure = isSecure(publicUrl) ? '; Secure' : ''
  return `${cookieName(publicUrl)}=${value}; Max-Age=${maxAgeSeconds}; Path=/; HttpOnly; SameSite=Lax${secure}`
}

/** The device, when the browser has the cookie and it is of this account. */
export function knownDevice(
  { secrets, publicUrl }: Installation,
  email: string,
  cookies: ReadonlyMap<string, string>,
): string | null {
  const [, device, given = ''] = isDevice.exec(cookies.get(cookieName(publicUrl)) ?? '') ?? []
  if (device === undefined) return null
  return secrets.verify(purpose, dataOf(email, device), Buffer.from(given, 'base64url')) ? device : null
}

const purpose = 'known-device'
const isDevice = /^([\w-]{16})\.([\w-]{43})$/
const dataOf = (email: string, device: string): string => `${device} ${accountOf(email)}`

function signature(secrets: SecretBox, email: string, device: string): Buffer {
  return secrets.sign(purpose, dataOf(email, device))
}
