import { createHash } from 'node:crypto'

/** Names the channel in each mail that leaves: how we know our own mail when it comes back to us. */
export const loopHeader = 'X-Throughline-Channel'

/** On what a mailbox hands in, for a mail that was too large to be fetched whole. */
export const originalSizeHeader = 'x-original-size'

/**
 * The same for every attempt at one entry, so that receivers, and the outbox, can tell a repeat. Made of nothing but a
 * key: an answer that quotes it proves that its author has seen the mail.
 */
export function messageIdFor(messageKey: string, domain: string): string {
  // Short enough to stand on the line of its header.
  return `${messageKey.slice(0, 32)}.${messageKey.slice(32)}@${domain}`
}

/** From a key, not from chance: a second attempt is the same to the byte. */
export function hashOf(key: string): string {
  return createHash('sha256').update(key).digest('hex').slice(0, 24)
}

/** Of a forward it is longer. Also of mails from before there were keys, when it was made of the entry's id and a hash. */
const ourMessageId = /^[0-9a-f]{32}\.[0-9a-f]{12}(?:[0-9a-f]{8})?@/

export function isOurMessageId(messageId: string): boolean {
  return ourMessageId.test(messageId)
}
