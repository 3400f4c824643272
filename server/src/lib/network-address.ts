import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/**
 * `public` is the internet. `internal` is this machine and the networks around it. `never` is what no service of an
 * operator lives at: link-local with the metadata services of clouds, multicast, ranges that lead elsewhere.
 */
export type Reach = 'public' | 'internal' | 'never'

export function reachOf(address: string): Reach {
  if (!isIP(address)) return 'never'
  const inner = innerOf(address)
  if (metadataAddresses.has(inner.toString())) return 'never'
  const range = inner.range()
  if (range === 'loopback' || range === 'private' || range === 'uniqueLocal' || range === 'carrierGradeNat') {
    return 'internal'
  }
  if (range !== 'unicast') return 'never'
  // Only 2000::/3 is handed out: the rest of IPv6 holds forms such as ::7f00:1 that lead to IPv4 again.
  return inner instanceof ipaddr.IPv6 && !inner.match(ipaddr.IPv6.parse('2000::'), 3) ? 'never' : 'public'
}

// Clouds answer with credentials here, inside ranges that are otherwise an operator's own. 169.254/16 is link-local.
const metadataAddresses = new Set(['100.100.100.200', '192.0.0.192', 'fd00:ec2::254', 'fd20:ce::254'])

/** A connection to it does not leave this machine. */
export function isLoopback(address: string): boolean {
  return isIP(address) !== 0 && innerOf(address).range() === 'loopback'
}

/** The same for a host as it was typed in. Names are not looked up: only `localhost` is known to mean this machine. */
export function isThisMachine(host: string): boolean {
  const name = host.replace(/^\[(.*)\]$/, '$1').replace(/\.$/, '')
  return name.toLowerCase() === 'localhost' || isLoopback(name)
}

/** The IPv4 address in an IPv4-mapped IPv6 one (::ffff:127.0.0.1). */
function innerOf(address: string): ipaddr.IPv4 | ipaddr.IPv6 {
  const parsed = ipaddr.parse(address)
  return parsed instanceof ipaddr.IPv6 && parsed.isIPv4MappedAddress() ? parsed.toIPv4Address() : parsed
}
