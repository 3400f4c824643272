import { mailAddressOf } from '../../lib/mail-address.ts'
import type { Us } from '../contract.ts'

/** What of the installation is ours. Addresses are in their one spelling, domains in ASCII. */
export interface OurSide {
  channels: readonly { id: string; addresses: readonly string[]; domains: readonly string[] }[]
  staff: readonly { id: string; name: string; email: string }[]
  /** Declared: mail domains whose every address is a colleague's or a machine's of ours. */
  domains: readonly string[]
  /** Declared: addresses that pass mail on to us, such as a Google Group. */
  groups: readonly string[]
}

export interface KnownUs extends Us {
  /** The member of staff who signs in with the address. */
  staffOf(address: string): { id: string; name: string } | null
  /** Whether an address of ours, or a domain, is there or below it. */
  isWithin(domain: string): boolean
  /** The channels to which mail to one of these addresses belongs. */
  channelsOf(addresses: readonly string[]): Set<string>
}

/** Looks addresses up in what is ours. A tag (`support+x@`) is the mailbox's own affair. Pure. */
export function usOf({ channels, staff, domains, groups }: OurSide): KnownUs {
  const channelByMailbox = new Map<string, string>()
  const channelByDomain = new Map<string, string>()
  for (const { id, addresses, domains: accepted } of channels) {
    for (const address of addresses) if (!channelByMailbox.has(address)) channelByMailbox.set(address, id)
    for (const domain of accepted) if (!channelByDomain.has(domain)) channelByDomain.set(domain, id)
  }
  const ids = new Set(channels.map(({ id }) => id))
  const groupAddresses = new Set(groups.flatMap((group) => mailAddressOf(group) ?? []))
  const ownDomains = new Set(domains.map((domain) => domain.toLowerCase()))
  const staffByAddress = new Map(
    staff.flatMap(({ id, name, email }) => {
      const address = mailAddressOf(email)
      return address === null ? [] : [[address, { id, name }] as const]
    }),
  )
  const channelOf = (address: string): string | null => {
    const spellings = spellingsOf(address)
    for (const spelling of spellings) {
      const id = channelByMailbox.get(spelling)
      if (id !== undefined) return id
    }
    return channelByDomain.get(domainOf(spellings[0] ?? '')) ?? null
  }
  const isExactMailbox = (spelling: string): boolean => channelByMailbox.has(spelling) || groupAddresses.has(spelling)
  const staffOf = (address: string): { id: string; name: string } | null =>
    staffByAddress.get(spellingsOf(address)[0] ?? '') ?? null
  const isMailbox = (address: string): boolean => spellingsOf(address).some(isExactMailbox)

  const ourDomains = new Set([
    ...ownDomains,
    ...channelByDomain.keys(),
    ...[...channelByMailbox.keys(), ...groupAddresses, ...staffByAddress.keys()].map(domainOf),
  ])

  return {
    staffOf,
    isWithin: (domain) => [...ourDomains].some((own) => own === domain || own.endsWith(`.${domain}`)),
    isMailbox,
    isChannel: (id) => ids.has(id),
    whoIs(address) {
      if (isMailbox(address)) return 'mailbox'
      if (staffOf(address) !== null) return 'staff'
      const domain = domainOf(spellingsOf(address)[0] ?? '')
      return domain !== '' && (ownDomains.has(domain) || channelByDomain.has(domain)) ? 'domain' : null
    },
    channelsOf: (addresses) => new Set(addresses.flatMap((address) => channelOf(address) ?? [])),
  }
}

function spellingsOf(address: string): string[] {
  const exact = mailAddressOf(address)
  if (exact === null) return []
  const untagged = exact.replace(/\+[^@]*(?=@[^@]*$)/, '')
  return untagged === exact ? [exact] : [exact, untagged]
}

function domainOf(address: string): string {
  return address.slice(address.lastIndexOf('@') + 1)
}
