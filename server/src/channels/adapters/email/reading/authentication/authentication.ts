import { asciiDomain } from '../../../../../lib/ascii-domain.ts'
import type { Headers } from '../mime/headers.ts'
import { ownFields } from './own-fields.ts'
import type { MethodResult, ResultsField } from './parse-results.ts'

/**
 * What our own boundary found out about the sender (RFC 8601). All `none` when it said nothing, or we have none. Only
 * `dmarc: 'pass'` says that the address in From is real; the other results are for people who look into a mail.
 */
export interface MailAuthentication {
  dmarc: 'pass' | 'fail' | 'none'
  spf: string
  dkim: { result: string; domain: string }[]
}

/**
 * Anyone can write an Authentication-Results field, so only those count that carry an id of our own boundary, and of
 * these a pass only in the topmost: a field below it may be the sender's own. A fail counts in all of them, since a
 * sender who adds one harms only himself. Whenever anything is in doubt, there is no pass.
 *
 * A boundary must remove foreign fields that carry its id; this is a second wall, not the first.
 */
export function readAuthentication(
  headers: Headers,
  fromAddresses: readonly string[],
  ownAuthservIds: readonly string[],
): MailAuthentication {
  const fields = ownAuthservIds.length === 0 ? [] : ownFields(headers, ownAuthservIds)
  const top = fields[0]?.results ?? []
  const domain = shownDomain(headers, fromAddresses)
  return {
    dmarc: fields.some(saysFail) || vouchesForAnother(top, domain) ? 'fail' : saysPass(top, domain) ? 'pass' : 'none',
    spf: top.find(({ method }) => method === 'spf')?.result ?? 'none',
    dkim: top.flatMap((entry) => (entry.method === 'dkim' ? [{ result: entry.result, domain: signer(entry) }] : [])),
  }
}

/** Null when it is not certain which address the boundary checked and which one is shown. */
function shownDomain(headers: Headers, fromAddresses: readonly string[]): string | null {
  const [address, ...others] = fromAddresses
  if (address === undefined || others.length > 0 || headers.all('from').length !== 1) return null
  return asDomain(address)
}

/** One verdict, and it names the domain that is shown: a pass of another domain says nothing about this one. */
function saysPass(results: readonly MethodResult[], domain: string | null): boolean {
  const [verdict, ...others] = results.filter(({ method }) => method === 'dmarc')
  if (verdict?.result !== 'pass' || others.length > 0 || domain === null) return false
  return asDomain(verdict.properties.get('header.from') ?? '') === domain
}

/**
 * The boundary checked another author than the one that is shown: two From fields, or a From that it reads otherwise.
 * What it shows is then not its author's word, and it must not escape the policy of the domain that it shows.
 */
function vouchesForAnother(results: readonly MethodResult[], domain: string | null): boolean {
  return results.some(({ method, result, properties }) => {
    const checked = properties.get('header.from')
    return method === 'dmarc' && result === 'pass' && checked !== undefined && asDomain(checked) !== domain
  })
}

/** A field that can't be parsed is believed when it seems to say fail, so that nobody escapes it with a broken one. */
function saysFail({ results, text }: ResultsField): boolean {
  if (results === null) return /\bdmarc\s*=\s*(?:fail|permerror)/i.test(text)
  return results.some(({ method, result }) => method === 'dmarc' && (result === 'fail' || result === 'permerror'))
}

function signer({ properties }: MethodResult): string {
  return asDomain(properties.get('header.d') ?? properties.get('header.i') ?? '') ?? ''
}

/** In the form that all spellings share, or null. Field values hold one character per byte. */
function asDomain(value: string): string | null {
  const name = Buffer.from(value.slice(value.lastIndexOf('@') + 1), 'latin1').toString('utf8')
  return asciiDomain(name.replace(/\.$/, ''))
}
