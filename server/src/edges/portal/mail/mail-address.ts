import type { Assurance } from '@throughline/protocol/customers/identity.ts'
import { assuranceLevels } from '@throughline/protocol/customers/identity.ts'

export interface KnownAddress {
  id: string
  kind: string
  value: string
  assurance: Assurance
  shared: boolean
  blocked: boolean
  undeliverable_since: Date | null
}

/**
 * Where an unseen reply may go: the address that was given on this device, or one that is proven to be the customer's.
 * A visitor whom the host signed in is the customer, and may be written to at any known address. Pure.
 */
export function mailAddress(
  addresses: readonly KnownAddress[],
  { given, isSignedIn }: { given: string | null; isSignedIn: boolean },
): KnownAddress | null {
  const usable = addresses.filter(
    ({ kind, blocked, undeliverable_since: dead }) => kind === 'email' && !blocked && dead === null,
  )
  const said = usable.filter(({ value }) => given !== null && value === given)
  const least: Assurance = isSignedIn ? 'asserted' : 'possession-proven'
  const proven = usable.filter(
    ({ assurance, shared }) => !shared && assuranceLevels.indexOf(assurance) >= assuranceLevels.indexOf(least),
  )
  return strongest(said) ?? strongest(proven)
}

function strongest(addresses: readonly KnownAddress[]): KnownAddress | null {
  const rank = ({ assurance }: KnownAddress): number => assuranceLevels.indexOf(assurance)
  return addresses.toSorted((a, b) => rank(b) - rank(a))[0] ?? null
}
