import { types, type CustomTypesConfig } from 'pg'

/** How PostgreSQL's values become ours. JSON is parsed and timestamptz is a Date already. */
export const valueTypes: CustomTypesConfig = {
  getTypeParser: (type, format) => ownParsers.get(type) ?? types.getTypeParser(type, format),
}

export type TypeId = Parameters<typeof types.getTypeParser>[0]

const ownParsers = new Map<TypeId, (text: string) => unknown>([
  [types.builtins.INT8, parseInt8],
  // A calendar day has no time zone; the driver would make it a local midnight.
  [types.builtins.DATE, String],
])

// Counters fit a number. What does not becomes a bigint, which fails loudly where a number was expected.
function parseInt8(text: string): number | bigint {
  const value = Number(text)
  return Number.isSafeInteger(value) ? value : BigInt(text)
}
