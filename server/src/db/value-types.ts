import pg from 'pg'

const { builtins } = pg.types

/** How PostgreSQL's values become ours. JSON is parsed and timestamptz is a Date already. */
export const valueTypes: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (format !== 'binary') {
      if (oid === builtins.INT8) return parseInt8
      // A calendar day has no time zone; the driver would make it a local midnight.
      if (oid === builtins.DATE) return String
    }
    return pg.types.getTypeParser(oid, format)
  }) as pg.CustomTypesConfig['getTypeParser'],
}

// Counters fit a number. What does not becomes a bigint, which fails loudly where a number was expected.
function parseInt8(text: string): number | bigint {
  const value = Number(text)
  return Number.isSafeInteger(value) ? value : BigInt(text)
}
