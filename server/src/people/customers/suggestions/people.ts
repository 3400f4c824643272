import type { Attributes } from '@throughline/protocol/primitives.ts'
import { mailNameOf, isPersonalName } from './mail-words.ts'
import type { Person } from './match.ts'
import type { PersonRow } from './queries.ts'

/** The records of one canonical customer as one person. */
export function personOf(rows: readonly PersonRow[]): Person {
  const identities = rows.flatMap((row) => row.identities)
  const attributes = new Map<string, string[]>()
  for (const row of rows) {
    for (const [name, value] of Object.entries(row.attributes)) {
      const texts = tellingValues(value).map(({ text }) => text)
      if (texts.length > 0) attributes.set(name, [...(attributes.get(name) ?? []), ...texts])
    }
  }
  return {
    names: rows.flatMap(({ displayName }) => (displayName === null ? [] : [displayName])),
    addresses: identities.filter(({ assurance }) => assurance !== 'claimed'),
    claims: identities.filter(({ assurance }) => assurance === 'claimed'),
    attributes,
  }
}

/** What others are looked up by, who may be the same person. */
export interface Probes {
  names: string[]
  mailNames: string[]
  phoneEnds: string[]
  attributes: { field: string; value: string; documents: Attributes[] }[]
}

export function probesFor(person: Person, rows: readonly PersonRow[]): Probes {
  const values = (kind: string): string[] =>
    person.addresses.filter((one) => one.kind === kind).map(({ value }) => value)
  return {
    names: [...new Set(person.names)].slice(0, 5),
    mailNames: [...new Set(values('email').map(mailNameOf))].filter(isPersonalName),
    phoneEnds: [...new Set(values('phone').map((value) => value.slice(-8)))],
    attributes: rows.flatMap((row) => attributeProbes(row.attributes)).slice(0, maxAttributeProbes),
  }
}

const maxAttributeProbes = 40

function attributeProbes(attributes: Attributes): Probes['attributes'] {
  return Object.entries(attributes).flatMap(([field, value]) =>
    tellingValues(value).map(({ text, given }) => ({
      field,
      value: text,
      documents: typeof given === 'string' ? [{ [field]: given }, { [field]: [given] }] : [{ [field]: given }],
    })),
  )
}

/** What can tell people apart: not flags, not words of a few letters. */
function tellingValues(value: Attributes[string]): { text: string; given: string | number }[] {
  const values = Array.isArray(value) ? value : [value]
  return values.flatMap((given) => {
    if (typeof given !== 'string' && typeof given !== 'number') return []
    const text = String(given).trim().toLowerCase()
    return text.length >= 4 && text.length <= 100 ? [{ text, given }] : []
  })
}
