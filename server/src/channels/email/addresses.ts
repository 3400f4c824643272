import { asciiDomain } from './ascii-domain.ts'

/** What a mailbox name may not hold: it would end the address, start another one, or break the line. */
// oxlint-disable-next-line no-control-regex -- control characters are what is looked for
const unsafeInLocalPart = /[\u0000-\u0020\u007f-\u00a0<>()[\]\\,;:"@]/
// oxlint-disable-next-line no-control-regex -- the same
const quotedLocalPart = /^"[^"\\\u0000-\u001f\u007f]{1,64}"$/

/** Lower case, domain in ASCII: two spellings of one mailbox are equal. Null when it is no address to write to. */
export function normaliseAddress(value: string): string | null {
  const address = value.trim()
  const at = address.lastIndexOf('@')
  if (at < 1 || address.length > 320) return null
  const local = address.slice(0, at).normalize('NFC').toLowerCase()
  if (unsafeInLocalPart.test(local) && !quotedLocalPart.test(local)) return null
  const domain = asciiDomain(address.slice(at + 1))
  if (domain === null || domain.length > 253) return null
  return `${local}@${domain}`
}

/** Stands for a sender that a mail did not name. RFC 2606: this domain never exists. Nothing is sent to it. */
export const nowhere = 'missing-sender.invalid'

export function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}

/**
 * A signed reply address is `help+r.TOKEN@example.com`. Only its shape is known here; whether the token is
 * genuine, and for whom, the platform decides. Mail servers may change the case of a name, so it has none.
 */
const replyTag = /\+r\.([a-z0-9_-]{8,200})(?=@[^@]*$)/i

export function replyTokenOf(address: string): string | null {
  return replyTag.exec(address)?.[1]?.toLowerCase() ?? null
}

/** RFC 5321: servers may refuse a longer name before the @. */
const maxLocalPartBytes = 64

/** Null when the address would become too long for some servers: the reply is then known by its References. */
export function withReplyToken(address: string, token: string): string | null {
  const at = address.lastIndexOf('@')
  const local = `${address.slice(0, at)}+r.${token}`
  if (Buffer.byteLength(local) > maxLocalPartBytes || address.startsWith('"')) return null
  const tagged = `${local}${address.slice(at)}`
  return replyTokenOf(tagged) === token ? tagged : null
}

/** The mailboxes an address may stand for, most exact first: as written, without our token, without any +tag. */
export function mailboxesOf(address: string): string[] {
  const exact = normaliseAddress(address)
  if (exact === null) return []
  const withoutToken = exact.replace(replyTag, '')
  const withoutTag = withoutToken.replace(/\+[^@]*(?=@[^@]*$)/, '')
  return [...new Set([exact, withoutToken, withoutTag])]
}

/** Whether mail to or from this address is mail to or from us. */
export function isOneOf(own: ReadonlySet<string>, address: string): boolean {
  return mailboxesOf(address).some((mailbox) => own.has(mailbox))
}
