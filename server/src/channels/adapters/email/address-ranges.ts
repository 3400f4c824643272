import { BlockList, isIP } from 'node:net'

/** Whether an address is in one of the ranges, such as `10.0.0.0/8`. */
export function isWithin(address: string, ranges: readonly string[]): boolean {
  const version = isIP(address)
  return version !== 0 && blockListOf(ranges).check(address, version === 6 ? 'ipv6' : 'ipv4')
}

function blockListOf(ranges: readonly string[]): BlockList {
  const list = new BlockList()
  for (const range of ranges) addRange(list, range)
  return list
}

export function isAddressRange(range: string): boolean {
  const [network = '', bits, ...rest] = range.split('/')
  const version = isIP(network)
  if (version === 0 || rest.length > 0) return false
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (version === 6 ? 128 : 32))
}

function addRange(list: BlockList, range: string): void {
  if (!isAddressRange(range)) return
  const [network = '', bits] = range.split('/')
  const isV6 = isIP(network) === 6
  list.addSubnet(network, Number(bits ?? (isV6 ? 128 : 32)), isV6 ? 'ipv6' : 'ipv4')
}
