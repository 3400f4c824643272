import type { Attributes } from '@throughline/protocol/primitives.ts'

/** What a customer shows: its own record first, then those that joined it. A null is a value that was removed. */
export function combineAttributes(records: readonly Attributes[]): Attributes {
  const combined: Attributes = {}
  for (const record of records) {
    for (const [key, value] of Object.entries(record)) if (!Object.hasOwn(combined, key)) combined[key] = value
  }
  return withoutNulls(combined)
}

/**
 * What is stored on the canonical record after a change. A removed attribute that a joined record has too stays as a
 * null, which hides the other's; taking the merge back shows it there again.
 */
export function changeAttributes(own: Attributes, joined: readonly Attributes[], change: Attributes): Attributes {
  const changed = { ...own, ...change }
  const isElsewhere = (key: string): boolean => joined.some((record) => Object.hasOwn(record, key))
  return Object.fromEntries(Object.entries(changed).filter(([key, value]) => value !== null || isElsewhere(key)))
}

export function withoutNulls(attributes: Attributes): Attributes {
  return Object.fromEntries(Object.entries(attributes).filter(([, value]) => value !== null))
}

/** They are shown and searched with every look at the customer; documents belong elsewhere. */
export const maxAttributesChars = 64 * 1024
