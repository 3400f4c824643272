import { domainToASCII } from 'node:url'
import type { Normalised } from './normalise.ts'

/**
 * Lower case, and the domain in its ASCII form. By the book the part before the @ tells cases apart; no mailbox that
 * people use does. Tags (`+shop`) and dots stay: at most providers they make another mailbox.
 */
export function normaliseEmail(given: string): Normalised {
  const address = (/<([^<>]*)>$/.exec(given)?.[1] ?? given).trim().replace(/^mailto:/i, '')
  // Quoted local parts may hold an @ of their own; domains never do.
  const at = address.lastIndexOf('@')
  if (at < 1 || at === address.length - 1) {
    return { problem: 'A mail address has a name, an @ and a domain, as in anna@example.com.' }
  }
  const local = readLocalPart(address.slice(0, at))
  if (local === null) return { problem: 'The part before the @ holds characters that no mail address has.' }
  const domain = readDomain(address.slice(at + 1))
  if (domain === null) return { problem: 'The part after the @ is not a domain, as in example.com.' }
  const value = `${local}@${domain}`
  // RFC 5321: 64 + 1 + 255.
  return value.length > 320 ? { problem: 'A mail address has at most 320 characters.' } : { value }
}

function readLocalPart(written: string): string | null {
  const folded = written.normalize('NFC').toLowerCase().normalize('NFC')
  const quoted = /^"((?:[^"\\]|\\.)+)"$/su.exec(folded)
  if (!quoted) return unquotable.test(folded) ? null : folded
  const content = quoted[1]!.replace(/\\(.)/gsu, '$1')
  if (/[\p{Cc}]/u.test(content)) return null
  // "anna"@… and anna@… are the same mailbox.
  return unquotable.test(content) ? `"${content.replace(/["\\]/g, String.raw`\$&`)}"` : content
}

const unquotable = /[\s\p{Cc}"(),:;<>@[\\\]]/u

function readDomain(written: string): string | null {
  const domain = written.replace(/\.$/, '')
  if (/^\[(?:ipv6:)?[\da-f.:]+\]$/i.test(domain)) return domain.toLowerCase()
  // What the URL parser would take for something else: an escape, a path, a port.
  if (/[\s%/\\:?#@[\]]/.test(domain)) return null
  const ascii = domainToASCII(domain)
  if (ascii === '' || ascii.length > 255) return null
  const labels = ascii.split('.')
  // Without letters at its end it is an IP address, which mail takes in brackets only.
  if (/^\d+$/.test(labels.at(-1)!)) return null
  return labels.every((label) => /^[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?$/.test(label)) ? ascii : null
}
