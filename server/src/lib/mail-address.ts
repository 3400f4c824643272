import { customerWords } from '@throughline/protocol/customers/words.ts'
import type { Wording } from '@throughline/protocol/words.ts'
import { asciiDomain } from './ascii-domain.ts'

/**
 * The one rule for what is a mail address, for reading mail, for whom an identity stands, and for sending: what one of
 * them took for an address and another did not would be a customer who cannot be answered.
 *
 * Lower case, the domain in ASCII, without quotation marks that say nothing: two spellings of one mailbox are equal. By
 * the book the part before the @ tells cases apart; no mailbox that people use does. Tags (`+shop`) and dots stay: at
 * most providers they make another mailbox. Null for what no mail can be sent to.
 */
export function mailAddressOf(written: string): string | null {
  const address = addressOf(written)
  return 'value' in address ? address.value : null
}

export type MailAddressFound = { value: string } | { problem: Wording }

/** The same, with what is wrong in a sentence. */
export function addressOf(written: string): MailAddressFound {
  const text = written.trim()
  // A name in quotation marks might hold an @ of its own; a domain never does.
  const at = text.lastIndexOf('@')
  if (at < 1 || at === text.length - 1) {
    return { problem: customerWords.email_incomplete() }
  }
  const local = localPartOf(text.slice(0, at))
  if (local === null) return { problem: customerWords.email_local_part() }
  const domain = domainOf(text.slice(at + 1))
  if (domain === null) return { problem: customerWords.email_domain() }
  const value = `${local}@${domain}`
  return value.length > maxChars ? { problem: customerWords.email_too_long({ max: maxChars }) } : { value }
}

/** RFC 2606: no such domain ever exists. It stands for a sender whom a mail did not name. */
export function isNowhere(address: string): boolean {
  return address.endsWith('.invalid')
}

/** RFC 5321: 64 + 1 + 255. */
const maxChars = 320

/**
 * Quotation marks are for spaces. What else may stand in them by the book (a second @, a bracket, an escape) mail servers
 * disagree on: such an address may go elsewhere. Invisible characters are refused: with one of them an address looks like
 * another.
 */
function localPartOf(written: string): string | null {
  const folded = written.normalize('NFC').toLowerCase().normalize('NFC')
  if (invisible.test(folded)) return null
  const [, content] = /^"([^"\\<>@,;:()[\]]+)"$/.exec(folded) ?? []
  if (content === undefined) return needsQuotes.test(folded) ? null : folded
  // "anna"@… and anna@… are the same mailbox.
  return content.trim() === '' || needsQuotes.test(content) ? folded : content
}

const needsQuotes = /[\s"(),:;<>@[\\\]]/u
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}]/u

function domainOf(written: string): string | null {
  const domain = written.replace(/\.$/, '')
  if (/^\[(?:ipv6:)?[\da-f.:]+\]$/i.test(domain)) return domain.toLowerCase()
  // Nine of ten domains, which need no table of Unicode. What ends in a digit may be an IP address to a URL.
  const isPlain = /^(?:[a-z0-9-]+\.)+[a-z]+$/i.test(domain) && !/xn--/i.test(domain)
  const ascii = isPlain ? domain.toLowerCase() : asciiDomain(domain)
  if (ascii === null || ascii.length > 255) return null
  const labels = ascii.split('.')
  // Without letters at its end it is an IP address, which mail takes in brackets only.
  if (/^\d+$/.test(labels.at(-1)!)) return null
  return labels.every((label) => /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label)) ? ascii : null
}
