import type { Copies, ReachableAddress } from '@throughline/protocol/timeline/addresses.ts'

/** Whom an answer by this way may go to beside the customer: never the address that it goes to anyway. */
export function copiesFor(copies: Copies | null, address: ReachableAddress | null): string[] {
  if (!copies || !address?.capabilities.cc) return []
  return copies.cc.map((copy) => copy.address).filter((copy) => copy !== address.identity.value)
}

/** Those who get it unless they are removed: none after a mail that may be forged. */
export function usualCopies(copies: Copies | null, address: ReachableAddress | null): string[] {
  return copies?.isSet ? copiesFor(copies, address) : []
}

type AskedTo = NonNullable<Copies['replyTo']>

/** Where the customer's mail asks for answers and this one does not go yet. */
export function askedTo(copies: Copies | null, address: ReachableAddress | null, cc: readonly string[]): AskedTo {
  if (!address?.capabilities.cc) return []
  const isTaken = new Set([address.identity.value, ...cc].map((one) => one.toLowerCase()))
  return (copies?.replyTo ?? []).filter((one) => !isTaken.has(one.address))
}
