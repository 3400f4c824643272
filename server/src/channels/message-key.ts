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
  /** The same of a forward: it names its entry, so that an answer is known as one before anything is read for it. */
  ofForward(entryId: string): string
  /** The forward that is answered, by the nearest quoted name that has the shape of ours; null: none, or a message. */
  forwardAmong(quotes: readonly string[]): string | null
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
    ofForward(entryId) {
      const id = entryId.replaceAll('-', '')
      return id + secrets.sign(ofForward, id).toString('hex', 0, forwardBytes)
    },
    forwardAmong(quotes) {
      for (const quote of quotes) {
        const [, id, signature] = keyedName.exec(quote) ?? []
        if (id === undefined || signature === undefined) continue
        if (!secrets.verify(ofForward, id, Buffer.from(signature, 'hex'), forwardBytes)) return null
        return id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
      }
      return null
    },
  }
}

const purpose = 'message-name'
const ofForward = 'forward-name'
/** The fewest that a signature has; beside them stands the id. */
const forwardBytes = 10
const keyedName = /^([0-9a-f]{32})\.([0-9a-f]{12}(?:[0-9a-f]{8})?)@[^@]+$/
