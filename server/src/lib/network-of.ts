import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/**
 * The network by which strangers are counted: an IPv4 address, or the first 64 bits of an IPv6 one, since one customer of
 * a provider has all 2^64 below them. Anything else is counted as it is.
 */
export function networkOf(address: string): string {
  // Without the zone of a link-local one.
  const [plain = ''] = address.split('%')
  if (!isIP(plain)) return address.slice(0, 64)
  const parsed = ipaddr.parse(plain)
  if (parsed instanceof ipaddr.IPv4) return parsed.toString()
  if (parsed.isIPv4MappedAddress()) return parsed.toIPv4Address().toString()
  const network = ipaddr.IPv6.networkAddressFromCIDR(`${parsed.toString()}/64`)
  return `${network.toString()}/64`
}
