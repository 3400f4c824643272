import type { Statement } from './batch.ts'

/**
 * One way of inserting rows, whose statement is the same for one row and for many: what several messages of one
 * transaction write to a table costs one statement instead of several. Nothing comes back, and the order of the rows
 * is kept.
 */
export interface RowInsert {
  of(rows: readonly (readonly unknown[])[]): Statement
}

/**
 * `columns` names each column's PostgreSQL type, in the order in which values are given. Rows of `null` get the
 * column's null, never its default. `onConflict` goes at the end of the statement.
 */
export function rowInsert(
  table: string,
  columns: Readonly<Record<string, string>>,
  { onConflict = '' }: { onConflict?: string } = {},
): RowInsert {
  const names = Object.keys(columns)
  const into = `insert into ${table} (${names.join(', ')})`
  const one = `${into} values (${names.map((_, index) => `$${index + 1}`).join(', ')}) ${onConflict}`
  const arrays = Object.values(columns).map((type, index) => `$${index + 1}::${type}[]`)
  const many = `${into} select * from unnest(${arrays.join(', ')}) ${onConflict}`
  return {
    of(rows) {
      const [first, second] = rows
      if (first === undefined) throw new Error(`There is no row to insert into ${table}.`)
      if (second === undefined) return { name: `insert-${table}`, sql: one, parameters: first }
      const parameters = names.map((_, column) => rows.map((row) => row[column] ?? null))
      return { name: `insert-many-${table}`, sql: many, parameters }
    },
  }
}
