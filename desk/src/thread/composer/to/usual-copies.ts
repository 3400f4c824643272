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
