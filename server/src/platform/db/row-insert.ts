import type { Statement } from './batch.ts'

/**
 * One way of writing rows, whose statement is the same for one row and for many: what several messages of one
 * transaction write to a table costs one statement instead of several. Nothing comes back.
 */
export interface RowStatement {
  of(rows: readonly (readonly unknown[])[]): Statement
}

/** One that inserts, in the order in which the rows were given. */
export type RowInsert = RowStatement

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
  const many = `${into} select * from ${unnestOf(columns)} ${onConflict}`
  return oneOrMany({ one: { name: `insert-${table}`, sql: one }, many: { name: `insert-many-${table}`, sql: many } })
}

/**
 * The same for any other statement: `sqlOf` writes it around `given`, rows that have the columns. Rows must not meet: a
 * statement changes a row of a table once.
 */
export function rowStatement(
  name: string,
  columns: Readonly<Record<string, string>>,
  sqlOf: (given: string) => string,
): RowStatement {
  const names = Object.keys(columns).join(', ')
  const values = Object.values(columns).map((type, index) => `$${index + 1}::${type}`)
  return oneOrMany({
    one: { name, sql: sqlOf(`(values (${values.join(', ')})) as given (${names})`) },
    many: { name: `${name}-many`, sql: sqlOf(`${unnestOf(columns)} as given (${names})`) },
  })
}

type Text = Required<Pick<Statement, 'name'>> & Pick<Statement, 'sql'>

function oneOrMany({ one, many }: { one: Text; many: Text }): RowStatement {
  return {
    of(rows) {
      const [first, second] = rows
      if (first === undefined) throw new Error(`There is no row for ${one.name}.`)
      if (second === undefined) return { ...one, parameters: first }
      return { ...many, parameters: first.map((_, column) => rows.map((row) => row[column] ?? null)) }
    },
  }
}

function unnestOf(columns: Readonly<Record<string, string>>): string {
  return `unnest(${Object.values(columns)
    .map((type, index) => `$${index + 1}::${type}[]`)
    .join(', ')})`
}
