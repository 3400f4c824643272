import type { ReachableAddress } from '@throughline/protocol/timeline/addresses.ts'
import { say } from '../../../words/words.ts'

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

/** Why it is offered, or why it cannot be used. What the mail server said stays in its own words. */
export function reasonOf({ reason, words }: Pick<ReachableAddress, 'reason' | 'words'>): string {
  return say(reason, words)
}
