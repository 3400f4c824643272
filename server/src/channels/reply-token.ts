import type { SecretBox } from '../lib/secrets.ts'
import { isId } from '../lib/ids.ts'

/**
 * The proof in a signed reply address: which issue it stands for and to which address it was sent. Short enough for
 * the local part of a mail address (64 characters with the mailbox's own name), lower-case letters and digits only,
 * because mail servers fold case.
 */
export interface ReplyTokens {
  make(claim: ReplyClaim): string
  /** Null for anything that we did not make. */
  read(token: string): ReplyClaim | null
}

export interface ReplyClaim {
  issueId: string
  /** The first part of the identity's id: enough to tell the addressees of one issue apart. */
  identityMark: string
}

const signatureBytes = 10
const markLength = 8

export function createReplyTokens(secrets: SecretBox): ReplyTokens {
  return {
    make({ issueId, identityMark }) {
      const body = issueId.replaceAll('-', '') + identityMark.replaceAll('-', '').slice(-markLength)
      return base32(Buffer.concat([Buffer.from(body, 'hex'), secrets.sign(purpose, body).subarray(0, signatureBytes)]))
    },
    read(token) {
      const text = token.toLowerCase()
      const bytes = fromBase32(text)
      // Written back, so that there is only one valid spelling.
      if (bytes?.length !== 16 + markLength / 2 + signatureBytes || base32(bytes) !== text) return null
      const body = bytes.subarray(0, -signatureBytes).toString('hex')
      if (!secrets.verify(purpose, body, bytes.subarray(-signatureBytes), signatureBytes)) return null
      const issueId = body.slice(0, 32).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
      return isId(issueId) ? { issueId, identityMark: body.slice(32) } : null
    },
  }
}

/** The end of a UUIDv7 is its random part; its beginning would be the same for identities of one moment. */
export function markOf(identityId: string): string {
  return identityId.replaceAll('-', '').slice(-markLength)
}

const purpose = 'reply-address'
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
