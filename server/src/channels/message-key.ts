import type { SecretBox } from '../lib/secrets.ts'

/**
 * The secret in the Message-ID of each mail that we send. A mail that quotes it was written by somebody who has seen ours:
 * unlike the entry's id, which the API and the chat show, the key cannot be computed without `SECRET_KEY`.
 */
export interface MessageKeys {
  /** Lower-case hexadecimal digits, the same on every attempt at one entry. */
  of(entryId: string): string
  /** Whether a quoted Message-ID carries the key of this entry. */
  isIn(reference: string, entryId: string): boolean
}

/** 176 bits: far beyond guessing, and together with a domain short enough for one line of a mail's header. */
const keyBytes = 22

export function createMessageKeys(secrets: SecretBox): MessageKeys {
  return {
    of: (entryId) => secrets.sign(purpose, entryId).toString('hex', 0, keyBytes),
    isIn(reference, entryId) {
      const [, head = '', tail = ''] = keyedName.exec(reference) ?? []
      const key = Buffer.from(head + tail, 'hex')
      return secrets.verify(purpose, entryId, key, keyBytes)
    },
  }
}

const purpose = 'message-name'
const keyedName = /^([0-9a-f]{32})\.([0-9a-f]{12})@[^@]+$/
