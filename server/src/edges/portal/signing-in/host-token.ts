import { webchatWords } from '@throughline/protocol/webchat/words.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import { createHmac, createPublicKey, timingSafeEqual, verify, type KeyObject } from 'node:crypto'
import { withoutDirectionControls } from '@throughline/protocol/direction.ts'
import type { WebchatChannelSettings } from '@throughline/protocol/webchat/channel-settings.ts'
import { z } from 'zod'
import { hourMs, minuteMs, secondMs } from '../../../lib/clock.ts'
import { AppError } from '../../../lib/errors.ts'
import type { Profile } from '../tables.ts'

/** What the host site says about its visitor. */
export interface HostWord {
  /** With the channel's prefix. */
  account: string
  tokenId: string | null
  expiresAt: Date
  name: string | null
  email: string | null
  emailVerified: boolean
  phone: string | null
  phoneVerified: boolean
}

const text = (maxLength: number) => z.string().max(maxLength).nullish()
const Header = z.looseObject({ alg: z.string(), crit: z.unknown().optional() })
const Claims = z.looseObject({
  // An account id that our own tidying would change might become somebody else's: refused instead.
  sub: z
    .string()
    .min(1)
    .max(255)
    .refine((sub) => sub === sub.trim().normalize('NFC') && sub.isWellFormed() && !sub.includes('\u0000')),
  exp: z.number(),
  nbf: z.number().optional(),
  iat: z.number().optional(),
  aud: z.union([z.string(), z.array(z.string())]).optional(),
  jti: z.string().min(1).max(200).optional(),
  name: text(200),
  email: text(320),
  email_verified: z.boolean().nullish(),
  phone: text(50),
  phone_number: text(50),
  phone_number_verified: z.boolean().nullish(),
})

/** Clocks differ a little; an hour is no little. */
const leewayMs = minuteMs
/** A token that is valid for longer is of use to anybody who finds it. */
const maxLifeMs = 24 * hourMs

/**
 * Reads the token with which a host site says who its visitor is. The algorithm is settled by the key, never by the
 * token: a shared secret verifies HS256 only, a public key RS256 only, and anything else, `none` first of all, is
 * refused. All keys that are set are tried, so that they can be changed without a gap; a `kid` is not needed and not
 * believed.
 */
export function readHostToken(
  token: string,
  { settings, channelId, now }: { settings: WebchatChannelSettings['identity']; channelId: string; now: Date },
): HostWord {
  const [head, body, signature, ...more] = token.split('.')
  if (!head || !body || !signature || more.length > 0) throw refused(webchatWords.not_signed())
  const header = Header.safeParse(jsonOf(head))
  if (!header.success || header.data.crit !== undefined) throw refused(webchatWords.unread_header())
  if (!isSigned(header.data.alg, `${head}.${body}`, bytesOf(signature), settings)) {
    throw refused(webchatWords.wrong_signature())
  }
  const claims = Claims.safeParse(jsonOf(body))
  if (!claims.success) throw refused(webchatWords.claims_missing())
  checkTimes(claims.data, now)
  const { sub, exp, aud, jti, name, email, phone, phone_number: number } = claims.data
  if (aud !== undefined && ![aud].flat().includes(channelId)) throw refused(webchatWords.other_channel())
  return {
    account: settings.accountPrefix + sub,
    tokenId: jti ?? null,
    expiresAt: new Date(exp * secondMs + leewayMs),
    name: oneLine(name),
    email: oneLine(email),
    // Who can have any address entered at the host could otherwise read along under it here.
    emailVerified: claims.data.email_verified === true,
    phone: oneLine(phone ?? number),
    phoneVerified: claims.data.phone_number_verified === true,
  }
}

function checkTimes({ exp, nbf, iat }: z.infer<typeof Claims>, now: Date): void {
  const at = now.getTime()
  if (exp * secondMs + leewayMs <= at) throw refused(webchatWords.expired())
  if (exp * secondMs - at > maxLifeMs + leewayMs) throw refused(webchatWords.valid_too_long())
  const from = Math.max(nbf ?? 0, iat ?? 0) * secondMs
  if (from - leewayMs > at) throw refused(webchatWords.from_the_future())
}

function isSigned(
  alg: string,
  signed: string,
  signature: Buffer,
  { secret, previousSecret, publicKeys }: WebchatChannelSettings['identity'],
): boolean {
  if (alg === 'HS256') {
    return [secret, previousSecret].some((key) => {
      if (key === '') return false
      const expected = createHmac('sha256', key).update(signed).digest()
      return signature.length === expected.length && timingSafeEqual(signature, expected)
    })
  }
  if (alg !== 'RS256') return false
  return keysIn(publicKeys).some((key) => verify('sha256', Buffer.from(signed), key, signature))
}

const maxKeys = 8

/** Keys in PEM, certificates too; what is none of them, or too weak, is passed over. */
function keysIn(publicKeys: string): KeyObject[] {
  const blocks = publicKeys.match(/-----BEGIN ([A-Z ]+)-----[\s\S]+?-----END \1-----/g) ?? []
  return blocks.slice(0, maxKeys).flatMap((pem) => {
    try {
      const key = createPublicKey(pem)
      const isStrong = key.asymmetricKeyType === 'rsa' && (key.asymmetricKeyDetails?.modulusLength ?? 0) >= 2048
      return isStrong ? [key] : []
    } catch {
      return []
    }
  })
}

function jsonOf(part: string): unknown {
  try {
    return JSON.parse(bytesOf(part).toString('utf8'))
  } catch {
    return undefined
  }
}

function bytesOf(part: string): Buffer {
  const bytes = Buffer.from(part, 'base64url')
  // Decoding forgives stray characters, and one token would have many spellings.
  return bytes.toString('base64url') === part ? bytes : Buffer.alloc(0)
}

function oneLine(given: string | null | undefined): string | null {
  const line = withoutDirectionControls(given ?? '')
    .toWellFormed()
    .replaceAll(/[\p{Cc}\s]+/gu, ' ')
    .trim()
  return line === '' ? null : line
}

export function refused(why: Wording): AppError {
  return new AppError('identity_refused', why)
}

/** What the visitor’s session keeps of it. */
export function profileOf({ name, email, emailVerified, phone, phoneVerified }: HostWord): Profile {
  return {
    ...(name === null ? {} : { name: name.slice(0, 200) }),
    ...(email === null ? {} : { email, emailVerified }),
    ...(phone === null ? {} : { phone, phoneVerified }),
  }
}
