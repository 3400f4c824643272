import type { Customer } from '@throughline/protocol/customers/customers.ts'
import type { Identity } from '@throughline/protocol/customers/identity.ts'

type Known = Pick<Customer, 'displayName' | 'identities' | 'attributes'>

/**
 * Of two records that look like one person, the one that may be somebody else's: nothing of it is verified, while the
 * other is somebody we know. Null where both are verified, or neither. Pure.
 */
export function suspectOf(customer: Known, other: Known): 'this' | 'other' | null {
  const [isKnown, isOtherKnown] = [isVerified(customer), isVerified(other)]
  if (isKnown === isOtherKnown) return null
  return isKnown ? 'other' : 'this'
}

/**
 * An address that somebody has proven to be theirs. What was typed, or stood in a From line, proves nothing. The id of
 * a browser proves nothing about the person who uses it.
 */
function isVerified({ identities }: Known): boolean {
  return identities.some(
    ({ kind, assurance }) => kind !== 'device' && assurance !== 'claimed' && assurance !== 'asserted',
  )
}

export interface FieldPair {
  /** `name`, the kind of an address, or the name of an attribute. */
  field: string
  of: 'name' | 'address' | 'attribute'
  mine: FieldValue[]
  theirs: FieldValue[]
  agreement: 'agrees' | 'differs' | 'onlyOne'
}

export interface FieldValue {
  text: string
  assurance: Identity['assurance'] | null
}

/** Both records side by side, field by field. */
export function comparedFields(customer: Known, other: Known): FieldPair[] {
  const kinds = [...new Set([...customer.identities, ...other.identities].map(({ kind }) => kind))]
  const attributes = [...new Set([...Object.keys(customer.attributes), ...Object.keys(other.attributes)])]
  return [
    pair('name', 'name', named(customer), named(other)),
    ...kinds.map((kind) => pair(kind, 'address', addresses(customer, kind), addresses(other, kind))),
    ...attributes.map((name) => pair(name, 'attribute', attribute(customer, name), attribute(other, name))),
  ].filter(({ mine, theirs }) => mine.length + theirs.length > 0)
}

function pair(field: string, of: FieldPair['of'], mine: FieldValue[], theirs: FieldValue[]): FieldPair {
  const isShared = mine.some(({ text }) => theirs.some((one) => folded(one.text) === folded(text)))
  const agreement = isShared ? 'agrees' : mine.length === 0 || theirs.length === 0 ? 'onlyOne' : 'differs'
  return { field, of, mine, theirs, agreement }
}

function named({ displayName }: Known): FieldValue[] {
  return displayName === null ? [] : [{ text: displayName, assurance: null }]
}

function addresses({ identities }: Known, kind: string): FieldValue[] {
  return identities.filter((one) => one.kind === kind).map(({ value, assurance }) => ({ text: value, assurance }))
}

function attribute({ attributes }: Known, name: string): FieldValue[] {
  const value = attributes[name]
  if (value === undefined || value === null) return []
  return [{ text: Array.isArray(value) ? value.join(', ') : String(value), assurance: null }]
}

function folded(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase()
}
