import type { VisitorFrame } from '@throughline/protocol/webchat/live.ts'
import { pageAddress } from '../../../lib/page-address.ts'
import type { Where } from '../../realtime/realtime.ts'

/**
 * What a chat says of its page, as staff may read it; null when it names none. Anybody can say anything here, so it is
 * cut to what a line can show. Pure.
 */
export function readPage(frame: Extract<VisitorFrame, { type: 'page' }>, country: string | null): Where | null {
  const url = pageAddress(frame.url)
  if (url === null) return null
  const title = frame.title
    .replaceAll(/\p{C}|\s/gu, ' ')
    .replaceAll(/ {2,}/g, ' ')
    .trim()
  return { url, title: title.slice(0, 200).toWellFormed(), timeZone: zoneOf(frame.timeZone), country }
}

function zoneOf(name: string | undefined): string | null {
  if (name === undefined || !/^[A-Za-z]+(?:\/[A-Za-z0-9_+-]+)+$/.test(name)) return null
  try {
    new Intl.DateTimeFormat('en', { timeZone: name }).format(0)
    // As it was given: what it resolves to may be an older name of the place.
    return name
  } catch {
    // No zone that anybody knows.
    return null
  }
}

/** Of a header such as CF-IPCountry. XX is nowhere and T1 the Tor network: neither is a country. */
export function readCountry(header: string | readonly string[] | undefined): string | null {
  const code = typeof header === 'string' ? header.trim().toUpperCase() : ''
  return /^[A-Z]{2}$/.test(code) && code !== 'XX' && code !== 'ZZ' ? code : null
}
