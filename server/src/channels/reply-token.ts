import type { SecretBox } from '../lib/secrets.ts'
import { dayMs } from '../lib/clock.ts'
import { isId } from '../lib/ids.ts'

/**
 * The proof in a signed reply address: what it stands for and to whom it was sent. Short enough for the local part of a mail
 * address (64 characters with the mailbox's own name), lower-case letters and digits only, because mail servers fold case.
 *
 * There are kinds, all of one length, told apart by what their signature is for: a token of one kind is none of another.
 */
export interface ReplyTokens {
  make(claim: NewReplyClaim): string
  /** Null for anything that we did not make. */
  read(token: string): ReplyClaim | null
  /** Of the reply address in a forward, which stands for its entry and for nobody. */
  makeForForward(entryId: string): string
  /** The entry; null for anything else, also for a token of an issue. */
  readForward(token: string): string | null
}

/** In a mail to a customer; it does not expire. */
interface CustomerClaim {
  kind: 'customer'
  issueId: string
  /** The end of the identity's id: enough to tell the addressees of one issue apart. */
  identityMark: string
}

/** In a mail to one of us. */
interface ColleagueClaim {
  kind: 'colleague'
  issueId: string
  /** The end of the person's id, shorter, for the day needs room. */
  identityMark: string
  /** To the day. What is made of it after that is the reader's to decide. */
  expiresAt: Date
}

export type ReplyClaim = CustomerClaim | ColleagueClaim
type NewReplyClaim = Omit<CustomerClaim, 'kind'> | ColleagueClaim

const bodyBytes = 20
const signatureBytes = 10
const markLength = 8
const shortMarkLength = 4

const purposes: Readonly<Record<ReplyClaim['kind'], string>> = {
  customer: 'reply-address',
  colleague: 'reply-address-of-colleague',
}

const ofForward = 'reply-address-of-forward'

export function createReplyTokens(secrets: SecretBox): ReplyTokens {
  return {
    make(claim) {
      const kind = 'kind' in claim ? claim.kind : 'customer'
      const body = bodyOf(claim)
      const signature = secrets.sign(purposes[kind], body).subarray(0, signatureBytes)
      return base32(Buffer.concat([Buffer.from(body, 'hex'), signature]))
    },
    read(token) {
      const { body, signature } = partsOf(token) ?? {}
      if (body === undefined || signature === undefined) return null
      for (const kind of ['customer', 'colleague'] as const) {
        if (secrets.verify(purposes[kind], body, signature, signatureBytes)) return claimIn(kind, body)
      }
      return null
    },
    makeForForward(entryId) {
      const body = entryId.replaceAll('-', '') + markOf(entryId)
      const signature = secrets.sign(ofForward, body).subarray(0, signatureBytes)
      return base32(Buffer.concat([Buffer.from(body, 'hex'), signature]))
    },
    readForward(token) {
      const { body, signature } = partsOf(token) ?? {}
      if (body === undefined || signature === undefined) return null
      return secrets.verify(ofForward, body, signature, signatureBytes) ? idIn(body) : null
    },
  }
}

/** Whether the person or the address with this id is the one that it was made for. */
export function isMadeFor({ identityMark }: ReplyClaim, id: string): boolean {
  return markOf(id).endsWith(identityMark)
}

function bodyOf(claim: NewReplyClaim): string {
  const issue = claim.issueId.replaceAll('-', '')
  const mark = markOf(claim.identityMark)
  if (!('kind' in claim)) return issue + mark
  return issue + mark.slice(-shortMarkLength) + dayOf(claim.expiresAt).toString(16).padStart(4, '0')
}

function partsOf(token: string): { body: string; signature: Uint8Array } | null {
  const text = token.toLowerCase()
  const bytes = fromBase32(text)
  // Written back, so that there is only one valid spelling.
  if (bytes?.length !== bodyBytes + signatureBytes || base32(bytes) !== text) return null
  return { body: bytes.subarray(0, bodyBytes).toString('hex'), signature: bytes.subarray(bodyBytes) }
}

function idIn(body: string): string | null {
  const id = body.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return isId(id) ? id : null
}

function claimIn(kind: ReplyClaim['kind'], body: string): ReplyClaim | null {
  const issueId = idIn(body)
  if (issueId === null) return null
  const rest = body.slice(32)
  if (kind === 'customer') return { kind, issueId, identityMark: rest }
  const identityMark = rest.slice(0, shortMarkLength)
  return { kind, issueId, identityMark, expiresAt: new Date(Number.parseInt(rest.slice(shortMarkLength), 16) * dayMs) }
}

/** Days since 1970, the begun one included: two bytes last until 2149. */
function dayOf(at: Date): number {
  return Math.min(0xffff, Math.ceil(at.getTime() / dayMs))
}

/** The end of a UUIDv7 is its random part; its beginning would be the same for identities of one moment. */
export function markOf(identityId: string): string {
  return identityId.replaceAll('-', '').slice(-markLength)
}

const alphabet = 'abcdefghijklmnopqrstuvwxyz234567'

function base32(bytes: Uint8Array): string {
  let text = ''
  let bits = 0
  let held = 0
  for (const byte of bytes) {
    held = (held << 8) | byte
    bits += 8
    while (bits >= 5) {
      bits -= 5
      text += alphabet[(held >>> bits) & 31]
      held &= (1 << bits) - 1
    }
  }
  return bits > 0 ? text + alphabet[(held << (5 - bits)) & 31] : text
}

function fromBase32(text: string): Buffer | null {
  const bytes: number[] = []
  let bits = 0
  let held = 0
  for (const letter of text) {
    const value = alphabet.indexOf(letter)
    if (value < 0) return null
    held = (held << 5) | value
    bits += 5
    if (bits >= 8) {
      bits -= 8
      bytes.push((held >>> bits) & 255)
      held &= (1 << bits) - 1
    }
  }
  return Buffer.from(bytes)
}
