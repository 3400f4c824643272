import { BlockList, isIP } from 'node:net'
import { isLoopback } from '../../../lib/network-address.ts'
import type { ProviderRequest } from '../../contract.ts'
import type { EmailSettings } from './settings.ts'

/**
 * The names whose Authentication-Results may be believed in this mail. In a mailbox the provider wrote them. By SMTP
 * anyone who reaches our port could write them, so the caller must be our boundary itself: on this machine, or at an
 * address that an admin named.
 */
export function believedAuthservIds(settings: EmailSettings, envelope: ProviderRequest['envelope']): readonly string[] {
  if (settings.authservIds.length === 0) return []
  if (envelope?.source === 'imap') return settings.authservIds
  const { remoteAddress } = envelope ?? {}
  return remoteAddress && isBoundary(remoteAddress, settings.boundaryAddresses) ? settings.authservIds : []
}

function isBoundary(address: string, ranges: readonly string[]): boolean {
  return isLoopback(address) || isWithin(address, blockListOf(ranges))
}

function isWithin(address: string, list: BlockList): boolean {
  const version = isIP(address)
  return version !== 0 && list.check(address, version === 6 ? 'ipv6' : 'ipv4')
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
