import { getDomain } from 'tldts'
import type { Headers } from '../mime/headers.ts'
import { parseResults, type ResultsField } from './parse-results.ts'

/** Enough for every server that adds one; a stranger's thousands are not all read. */
const maxFields = 50

/**
 * The Authentication-Results fields with an id of our own boundary, topmost first, down to the point where the outside
 * begins: new fields are put on top, and the boundary is the first hop that took the mail from a foreign host. Some
 * servers write their results just below that hop's line, so the fields between it and the next hop are read as well.
 * A stranger's fields may stand there too, when the boundary did not remove them.
 */
export function ownFields(headers: Headers, ownAuthservIds: readonly string[]): ResultsField[] {
  const own = new Set(ownAuthservIds.map((id) => id.toLowerCase()))
  const ownDomains = new Set([...own].map(organisationOf))
  const found: ResultsField[] = []
  let isPastBoundary = false
  let read = 0
  for (const { name, value } of headers.fields) {
    if (name === 'received') {
      if (isPastBoundary) break
      isPastBoundary = comesFromOutside(value, ownDomains)
    } else if (name === 'authentication-results' && read++ < maxFields) {
      const field = parseResults(value)
      if (field.authservId !== null && own.has(field.authservId)) found.push(field)
    }
  }
  return found
}

/**
 * `from SAID (LOOKED.UP [192.0.2.1])`: only what our server found out itself counts, which stands in the brackets. The
 * name before them is what the other side said of itself.
 */
const peer = /^\s*from\s+\S+\s+\((?:([a-z0-9.-]+)\s+)?\[([^\]\s]+)\]\)/i

function comesFromOutside(received: string, ownDomains: ReadonlySet<string>): boolean {
  // "by us (Postfix, from userid 0)" and the like: the mail did not come over the network.
  if (!/^\s*from\s/i.test(received)) return false
  const [, lookedUp, address] = peer.exec(received.slice(0, 1000)) ?? []
  if (address === undefined) return true
  if (/^127\.|^(?:IPv6:)?::1$/i.test(address)) return false
  return lookedUp === undefined || !ownDomains.has(organisationOf(lookedUp.toLowerCase()))
}

function organisationOf(domain: string): string {
  return getDomain(domain, { allowPrivateDomains: true }) ?? domain
}
