import type { ReachableAddress } from '@throughline/protocol/timeline/addresses.ts'
import { say, w } from '../../../words/words.ts'

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

/** Whom it reaches: an address that people write down, else the person; ids of devices and accounts mean nothing to anybody. */
export function whoOf({ identity }: ReachableAddress, customerName: string): string {
  return identity.kind === 'device' || identity.kind === 'account' ? customerName : identity.value
}

/** "Mara · Chat on kettle.example" */
export function wayOf(address: ReachableAddress, customerName: string): string {
  const { kind, name } = address.channel
  return w.composer.way(whoOf(address, customerName), w.channelWords.name(kind), name)
}
