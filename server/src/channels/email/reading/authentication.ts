import { getDomain } from 'tldts'
import type { Headers } from './mime/headers.ts'

/** What our own boundary found out about the sender (RFC 8601). All `none` when it said nothing, or we have none. */
export interface MailAuthentication {
  dmarc: 'pass' | 'fail' | 'none'
  /** A passed check vouches for the domain that is shown as the sender. */
  fromDomainAligned: boolean
  spf: string
  dkim: { result: string; domain: string }[]
}

interface Result {
  method: string
  result: string
  properties: Map<string, string>
}

const maxFields = 10
const maxFieldChars = 8192
const maxResults = 40

/**
 * Anyone can write an Authentication-Results field, so only those with an id of our own boundary count, and of
 * those only the ones above the point where the outside begins: new fields are put on top. The boundary is the
 * first hop that took the mail from a foreign host; some servers write their results just below that hop's line.
 * For each method the topmost result stands. (A boundary must remove foreign fields that carry its id; this is a
 * second wall, not the first.)
 */
export function readAuthentication(
  headers: Headers,
  fromAddress: string | null,
  ownAuthservIds: readonly string[],
): MailAuthentication {
  const found: MailAuthentication = { dmarc: 'none', fromDomainAligned: false, spf: 'none', dkim: [] }
  if (ownAuthservIds.length === 0) return found
  const fromDomain = fromAddress?.slice(fromAddress.lastIndexOf('@') + 1) ?? ''
  // With two From fields nobody knows which one was checked and which one is shown.
  const oneFrom = headers.all('from').length === 1
  let dmarcSeen = false
  let spfSeen = false
  for (const { method, result, properties } of ownResults(headers, ownAuthservIds)) {
    if (method === 'dmarc' && !dmarcSeen) {
      dmarcSeen = true
      const checked = properties.get('header.from') ?? fromDomain
      if (result === 'pass' && oneFrom && isAligned(checked, fromDomain)) {
        found.dmarc = 'pass'
        found.fromDomainAligned = true
      } else if (result === 'fail' || result === 'permerror') found.dmarc = 'fail'
    } else if (method === 'spf' && !spfSeen) {
      spfSeen = true
      found.spf = result
      const envelope = properties.get('smtp.mailfrom') ?? ''
      if (result === 'pass' && oneFrom && isAligned(domainOf(envelope), fromDomain)) found.fromDomainAligned = true
    } else if (method === 'dkim') {
      const domain = properties.get('header.d') ?? domainOf(properties.get('header.i') ?? '')
      found.dkim.push({ result, domain })
      if (result === 'pass' && oneFrom && isAligned(domain, fromDomain)) found.fromDomainAligned = true
    }
  }
  // A failed DMARC is the domain owner's word; an aligned result beside it is a contradiction, and loses.
  if (found.dmarc === 'fail') found.fromDomainAligned = false
  return found
}

function ownResults(headers: Headers, ownAuthservIds: readonly string[]): Result[] {
  const own = new Set(ownAuthservIds.map((id) => id.toLowerCase()))
  const ownDomains = new Set([...own].map(organisationOf))
  const results: Result[] = []
  let pastBoundary = false
  let fields = 0
  for (const { name, value } of headers.fields) {
    if (name === 'received') {
      if (pastBoundary) break
      pastBoundary = comesFromOutside(value, ownDomains)
    } else if (name === 'authentication-results' && fields < maxFields) {
      const parsed = parseResults(value.slice(0, maxFieldChars))
      if (!own.has(parsed.authservId)) continue
      fields++
      results.push(...parsed.results)
    }
  }
  return results
}

function comesFromOutside(received: string, ownDomains: ReadonlySet<string>): boolean {
  const from = /^\s*from\s+([^\s;]+)(?:\s+\(([^)]{0,300})\))?/i.exec(received.slice(0, 1000))
  // "by us (Postfix, from userid 0)" and the like: the mail did not come over the network.
  if (!from) return false
  const peer = `${from[2] ?? ''} ${from[1]}`
  if (/\b(?:localhost|127\.0\.0\.1|\[::1\]|IPv6:::1)(?![\w.])/i.test(peer)) return false
  // The name in brackets was looked up by our server; the one before it is only what the peer said.
  const lookedUp = /^([a-z0-9.-]+\.[a-z]{2,})/i.exec(from[2] ?? '')?.[1]
  return lookedUp === undefined || !ownDomains.has(organisationOf(lookedUp.toLowerCase()))
}

/** `mx.us; spf=pass (comment) smtp.mailfrom=a@b; dkim=pass header.d=b` */
function parseResults(field: string): { authservId: string; results: Result[] } {
  const [head = '', ...statements] = withoutComments(field).split(';')
  const authservId = /^\s*"?([^\s"]+)/.exec(head)?.[1]?.toLowerCase() ?? ''
  const results: Result[] = []
  for (const statement of statements.slice(0, maxResults)) {
    const words = statement.trim().split(/\s+/)
    const [method, result] = (words[0] ?? '').toLowerCase().split('=')
    if (method === undefined || result === undefined) continue
    const properties = new Map<string, string>()
    for (const word of words.slice(1)) {
      const equals = word.indexOf('=')
      const key = word.slice(0, equals).toLowerCase()
      const value = word
        .slice(equals + 1)
        .replace(/^"|"$/g, '')
        .toLowerCase()
      if (equals > 0 && !properties.has(key)) properties.set(key, value)
    }
    results.push({ method: method.split('/')[0]!, result, properties })
  }
  return { authservId, results }
}

/** Comments nest, and a quoted string may hold a bracket. */
function withoutComments(field: string): string {
  let out = ''
  let depth = 0
  let quoted = false
  for (let i = 0; i < field.length; i++) {
    const character = field[i]!
    if (character === '\\') i++
    else if (character === '"' && depth === 0) quoted = !quoted
    else if (character === '(' && !quoted) depth++
    else if (character === ')' && !quoted && depth > 0) depth--
    else if (depth === 0) out += character
  }
  return out
}

/** Relaxed alignment of RFC 7489: one organisation. */
function isAligned(domain: string, fromDomain: string): boolean {
  return domain !== '' && fromDomain !== '' && organisationOf(domain) === organisationOf(fromDomain)
}

function organisationOf(domain: string): string {
  return getDomain(domain, { allowPrivateDomains: true }) ?? domain
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}
