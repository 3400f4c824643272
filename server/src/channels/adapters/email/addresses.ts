import { mailAddressOf } from '../../../lib/mail-address.ts'

export const normaliseAddress = mailAddressOf

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
