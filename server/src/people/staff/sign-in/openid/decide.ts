import type { Permission } from '@throughline/protocol/permissions.ts'
import { Name } from '@throughline/protocol/primitives.ts'
import { z } from 'zod'
import type { OpenIdSettings } from '../../../../lib/openid-settings.ts'

/** A member of staff, as far as a sign-in by the provider has to know. */
export interface Candidate {
  id: string
  email: string
  role: string
  active: boolean
  /** Of the link to this issuer: which account there, and whether the provider took their access. */
  link: { subject: string; isSuspended: boolean } | null
}

export interface Claims {
  readonly sub: string
  readonly [claim: string]: unknown
}

/** For the audit log. Browsers are shown one sentence for all of them. */
export type Refusal =
  | 'unknown'
  | 'unverified_email'
  | 'odd_email'
  | 'other_account'
  | 'break_glass'
  | 'inactive'
  | 'no_role'
  | 'not_set_up'

export type Decision =
  | { kind: 'enter'; staffId: string; isNewLink: boolean; role: string; isReturning: boolean }
  | { kind: 'create'; email: string; name: string; role: string }
  /** The provider gives them no role any more: what they have here is taken. */
  | { kind: 'suspend'; staffId: string }
  | { kind: 'refuse'; staffId: string | null; reason: Refusal }

/**
 * What a proven sign-in at the provider means here. An account there is known by its issuer and subject, which never
 * change. Its address says who it is only once, to link it, and only when the provider has verified the address.
 */
export function decide({
  claims,
  settings,
  linked,
  sameEmail,
  roleNames,
  isSetUp,
}: {
  claims: Claims
  settings: OpenIdSettings
  /** The member of staff who is linked to this account, */
  linked: Candidate | null
  /** and the one with the address that it states. */
  sameEmail: Candidate | null
  /** Roles that exist here. */
  roleNames: ReadonlySet<string>
  /** Whether somebody is here. The first one is an admin, or nobody could ever become one. */
  isSetUp: boolean
}): Decision {
  const email = verifiedEmail(claims)
  const person = linked ?? (email === null ? null : sameEmail)
  const role = roleOf(claims, settings, roleNames)
  const refuse = (reason: Refusal): Decision => ({ kind: 'refuse', staffId: person?.id ?? null, reason })

  if (!person) {
    if (email === null) return refuse('unverified_email')
    if (!settings.createsStaff) return refuse('unknown')
    if (email === settings.breakGlassEmail) return refuse('break_glass')
    if (role === null) return refuse('no_role')
    // Nobody gets in with an address with which an admin could not add them.
    if (!z.email().safeParse(email).success) return refuse('odd_email')
    if (!isSetUp && role !== 'admin') return refuse('not_set_up')
    return { kind: 'create', email, name: nameOf(claims, email), role }
  }
  // A provider that is taken over must not take over the one account that does without it.
  if (person.email === settings.breakGlassEmail) return refuse('break_glass')
  if (person.link && person.link.subject !== claims.sub) return refuse('other_account')
  const isSuspended = person.link?.isSuspended ?? false
  if (!person.active && !isSuspended) return refuse('inactive')
  if (settings.roles === null) {
    if (!person.active) return refuse('inactive')
    return { kind: 'enter', staffId: person.id, isNewLink: !person.link, role: person.role, isReturning: false }
  }
  if (role === null) {
    return person.link && person.active ? { kind: 'suspend', staffId: person.id } : refuse('no_role')
  }
  return { kind: 'enter', staffId: person.id, isNewLink: !person.link, role, isReturning: !person.active }
}

/**
 * What the token says, and what else the user info says. Whether an address is verified is said of one address: one of
 * the user info does not borrow it from the token, nor the other way round.
 */
export function joined(token: Claims, info: Record<string, unknown>): Claims {
  const { email, email_verified: isVerified } = token['email'] === undefined ? info : token
  const isSaidThere = isVerified === undefined && info['email'] === email
  return { ...info, ...token, email, email_verified: isSaidThere ? info['email_verified'] : isVerified }
}

/** Only what the provider says it has verified, and says it as the standard does: `"true"` is text. */
function verifiedEmail(claims: Claims): string | null {
  return claims['email_verified'] === true ? statedEmail(claims) : null
}

/**
 * In small letters. Of ASCII, as the addresses of staff are: of others two may have the same small letters (the sign
 * for kelvin becomes a k), and an address of somebody else would be that of a colleague.
 */
export function statedEmail({ email }: Claims): string | null {
  const isAddress = typeof email === 'string' && /^[!-?A-~]+@[!-?A-~]+$/.test(email) && email.length <= 320
  return isAddress ? email.toLowerCase() : null
}

/** The first of the settings whose value the claim has; a claim is a text or a list of texts. */
function roleOf(claims: Claims, { roles }: OpenIdSettings, roleNames: ReadonlySet<string>): string | null {
  if (roles === null) return null
  const claim = Object.hasOwn(claims, roles.claim) ? claims[roles.claim] : undefined
  const values: unknown[] = Array.isArray(claim) ? claim : [claim]
  const match = roles.byValue.find(({ value, role }) => values.includes(value) && roleNames.has(role))
  return match?.role ?? null
}

/** Whether a role allows anything that the one before did not. A role that is gone allows nothing. */
export function holdsMore(now: readonly Permission[] = [], before: readonly Permission[] = []): boolean {
  return now.some((permission) => !before.includes(permission))
}

function nameOf({ name }: Claims, email: string): string {
  return Name.safeParse(typeof name === 'string' ? name.slice(0, 200) : name).data ?? email.split('@')[0]!.slice(0, 200)
}
