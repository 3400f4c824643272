import { isLoopback } from '../../../lib/network-address.ts'
import type { ProviderRequest } from '../../contract.ts'
import { isWithin } from './address-ranges.ts'
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
  return isLoopback(address) || isWithin(address, ranges)
}
