import { SettingError } from './errors.ts'
import { isThisMachine } from './network-address.ts'
import type { SettingReader } from './settings.ts'

/** How staff sign in with the company's own sign-in, by OpenID Connect. */
export interface OpenIdSettings {
  /** As the provider writes it, character by character. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** What the button on the sign-in page says. */
  readonly name: string
  /** The claim that decides about roles, with the role for each of its values, in order; null: roles are given here. */
  readonly roles: {
    readonly claim: string
    readonly byValue: readonly { readonly value: string; readonly role: string }[]
  } | null
  /** Whether a person of the provider who has a role there, and none here, is added. */
  readonly createsStaff: boolean
  readonly sessionHours: number
  /** The only account that signs in with a password; null: everybody may. */
  readonly breakGlassEmail: string | null
}

export function readOpenId(read: SettingReader): OpenIdSettings | null {
  const issuer = read.url('OIDC_ISSUER', ['https:', 'http:'])
  if (issuer === null) {
    const lone = names.find((name) => read.text(name) !== null)
    if (lone) throw new SettingError(lone, `${lone} is set, and OIDC_ISSUER is not: without it nobody signs in by it.`)
    return null
  }
  const { protocol, hostname, host } = new URL(issuer)
  if (protocol !== 'https:' && !isThisMachine(hostname)) {
    throw new SettingError('OIDC_ISSUER', 'OIDC_ISSUER must start with https://, unless it is on this machine.')
  }
  const roles = readRoles(read)
  const createsStaff = read.flag('OIDC_CREATE_STAFF') ?? false
  if (createsStaff && roles === null) {
    throw new SettingError('OIDC_CREATE_STAFF', 'OIDC_CREATE_STAFF needs OIDC_ROLE_CLAIM and OIDC_ROLES.')
  }
  return {
    issuer,
    clientId: needed('OIDC_CLIENT_ID', read.text('OIDC_CLIENT_ID')),
    clientSecret: needed('OIDC_CLIENT_SECRET', read.secret('OIDC_CLIENT_SECRET')),
    name: read.text('OIDC_NAME') ?? host,
    roles,
    createsStaff,
    sessionHours: read.integer('OIDC_SESSION_HOURS', { min: 1, max: 24 * 90 }) ?? 12,
    breakGlassEmail: readBreakGlass(read),
  }
}

/** `value=role`, separated by commas; the first that matches counts. A value may contain `=`, a role may not. */
function readRoles(read: SettingReader): OpenIdSettings['roles'] {
  const claim = read.text('OIDC_ROLE_CLAIM')
  const pairs = read.list('OIDC_ROLES')
  if (claim === null && pairs === null) return null
  if (claim === null)
    throw new SettingError('OIDC_ROLE_CLAIM', 'OIDC_ROLE_CLAIM is missing, although OIDC_ROLES is there.')
  if (pairs === null) throw new SettingError('OIDC_ROLES', 'OIDC_ROLES is missing, although OIDC_ROLE_CLAIM is there.')
  const byValue = pairs.map((pair) => {
    const [, value, role] = /^(.+?)\s*=\s*([^=]+)$/.exec(pair) ?? []
    if (value !== undefined && role !== undefined) return { value, role }
    throw new SettingError('OIDC_ROLES', 'OIDC_ROLES must be as in support-leads=lead,support=staff.')
  })
  return { claim, byValue }
}

/** Without a provider nobody could get in, so one account keeps its password. */
function readBreakGlass(read: SettingReader): string | null {
  const email = read.text('OIDC_BREAK_GLASS_EMAIL')?.toLowerCase() ?? null
  const isOff = read.oneOf('OIDC_PASSWORD_SIGN_IN', ['on', 'off']) === 'off'
  if (isOff && email === null) {
    throw new SettingError(
      'OIDC_BREAK_GLASS_EMAIL',
      'OIDC_BREAK_GLASS_EMAIL is missing, although OIDC_PASSWORD_SIGN_IN is off: name the one admin who keeps a password.',
    )
  }
  if (!isOff && email !== null) {
    throw new SettingError(
      'OIDC_BREAK_GLASS_EMAIL',
      'OIDC_BREAK_GLASS_EMAIL is set, and OIDC_PASSWORD_SIGN_IN is not off: everybody may use a password.',
    )
  }
  return email
}

function needed(name: string, value: string | null): string {
  if (value !== null) return value
  throw new SettingError(name, `${name} is missing, although OIDC_ISSUER is there.`)
}

const names = [
  'OIDC_CLIENT_ID',
  'OIDC_CLIENT_SECRET',
  'OIDC_NAME',
  'OIDC_ROLE_CLAIM',
  'OIDC_ROLES',
  'OIDC_CREATE_STAFF',
  'OIDC_SESSION_HOURS',
  'OIDC_PASSWORD_SIGN_IN',
  'OIDC_BREAK_GLASS_EMAIL',
]
