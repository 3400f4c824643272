import type { ReachableAddress } from '@throughline/protocol/entries.ts'

export function addressKey(address: ReachableAddress): string {
  return `${address.channel.id}:${address.identity.id}`
}

/** The way that was chosen, as long as it can be used; else the one the server offers first. */
export function chosenAddress(addresses: ReachableAddress[], chosen: string | null): ReachableAddress | null {
  const usable = addresses.filter((address) => address.usable)
  return (
    usable.find((address) => addressKey(address) === chosen) ??
    usable.find((address) => address.isDefault) ??
    usable[0] ??
    null
  )
}
