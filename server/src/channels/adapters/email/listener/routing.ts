import { isLoopback } from '../../../../lib/network-address.ts'
import { domainOf, mailboxesOf, normaliseAddress } from '../addresses.ts'
import { acceptedDomains, ownAddresses, type EmailSettings } from '../settings.ts'

interface RoutedChannel {
  id: string
  settings: EmailSettings
}

/** Who hands the mail over, and what this machine is called. */
export interface RoutedCaller {
  remoteAddress: string
  machineName: string
}

/** Which channel an address belongs to; null: no channel's, and we relay for nobody. */
export type Routes = (address: string) => string | null

/**
 * A channel gets the mail to its addresses, and to the domains that an admin named. One that has no address yet gets
 * what this machine sends to itself (anything@localhost), so that the first mail needs no setting; from elsewhere, and
 * for any other address, it takes nothing. Where two claim one address, the first has it: one mail must not stand on
 * two threads.
 */
export function routesOf(channels: readonly RoutedChannel[], { remoteAddress, machineName }: RoutedCaller): Routes {
  const channelByAddress = new Map<string, string>()
  const channelByDomain = new Map<string, string>()
  let localChannel: string | null = null
  for (const { id, settings } of channels) {
    const { addresses, domains, isLocal } = claimsOf(settings)
    if (isLocal) localChannel ??= id
    for (const address of addresses) if (!channelByAddress.has(address)) channelByAddress.set(address, id)
    for (const domain of domains) if (!channelByDomain.has(domain)) channelByDomain.set(domain, id)
  }
  if (!isLoopback(remoteAddress)) localChannel = null
  return (address) => {
    // RFC 5321 lets the one recipient without a domain be the postmaster.
    if (address.toLowerCase() === 'postmaster') return localChannel
    const mailboxes = mailboxesOf(address)
    for (const mailbox of mailboxes) {
      const channelId = channelByAddress.get(mailbox)
      if (channelId !== undefined) return channelId
    }
    const [exact] = mailboxes
    if (exact === undefined) return null
    const domain = domainOf(exact)
    return channelByDomain.get(domain) ?? (isNameOfThisMachine(domain, machineName) ? localChannel : null)
  }
}

function isNameOfThisMachine(domain: string, machineName: string): boolean {
  return domain === 'localhost' || domain.endsWith('.localhost') || domain === machineName.toLowerCase()
}

interface Claims {
  addresses: readonly string[]
  domains: readonly string[]
  isLocal: boolean
}

function claimsOf(settings: EmailSettings): Claims {
  const known = claimsBySettings.get(settings)
  if (known) return known
  const { address, addresses, imap } = settings
  const claims = {
    addresses: [address, ...addresses].flatMap((each) => normaliseAddress(each ?? '') ?? []),
    domains: acceptedDomains(settings),
    isLocal: imap === undefined && ownAddresses(settings).size === 0 && acceptedDomains(settings).length === 0,
  }
  claimsBySettings.set(settings, claims)
  return claims
}

/** Asked for each recipient; the same settings come again until a channel changes. */
const claimsBySettings = new WeakMap<EmailSettings, Claims>()
