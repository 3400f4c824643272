import { w } from '../../words/words.ts'

/** What says nothing to people: the ids of browsers and of accounts. */
const namesNobody = ['device', 'account']

/** What to call somebody: their name, else the address they wrote from. An id is never shown as a name. */
export function nameOf(customer: {
  displayName: string | null
  identities: { kind?: string; value: string }[]
}): string {
  const { displayName, identities } = customer
  const address = identities.find(({ kind }) => kind === undefined || !namesNobody.includes(kind))
  if (displayName !== null || address) return displayName ?? address?.value ?? ''
  const isVisitor = identities.length > 0 && identities.every(({ kind }) => kind === 'device')
  return isVisitor ? w.who.visitor : w.common.unnamed
}
