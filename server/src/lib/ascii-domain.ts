import { domainToASCII, domainToUnicode } from 'node:url'

/**
 * A domain as it is looked up: lower case, in ASCII. Null when it is no domain, or when only the mapping of Unicode or
 * of percent signs makes one of it: `bank%2Etest` and `ｂank.test` would become bank.test, while a mail server that
 * checks the sender sees another domain there, one without a policy.
 */
export function asciiDomain(domain: string): string | null {
  const ascii = domainToASCII(domain)
  if (ascii === '') return null
  const written = domain.normalize('NFC').toLowerCase()
  return written === ascii || written === domainToUnicode(ascii) ? ascii : null
}
