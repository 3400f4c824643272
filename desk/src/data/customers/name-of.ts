import { w } from '../../words/words.ts'

/** What to call somebody: their name, else the address they wrote from. */
export function nameOf(customer: { displayName: string | null; identities: { value: string }[] }): string {
  return customer.displayName ?? customer.identities[0]?.value ?? w.common.unnamed
}
