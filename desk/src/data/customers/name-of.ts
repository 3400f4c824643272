import { w } from '../../words/words.ts'

/** What to call somebody: their name, else the address they wrote from. The id of a browser is not shown as a name. */
export function nameOf(customer: {
  displayName: string | null
  identities: { kind?: string; value: string }[]
}): string {
  const { displayName, identities } = customer
  const address = identities.find(({ kind }) => kind !== 'device')
  return displayName ?? address?.value ?? (identities.length > 0 ? w.who.visitor : w.common.unnamed)
}
