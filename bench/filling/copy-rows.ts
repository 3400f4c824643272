import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Client } from 'pg'

export interface RowSource {
  table: string
  /** Column → expression, cast to the column's type: rows travel in binary. */
  columns: Record<string, string>
  /** The FROM clause of portion number `portion` of `portions`. */
  from: (portion: number, portions: number) => string
  portions: number
}

/**
 * Fills a table from a query. One connection computes the next portion into a file while another one reads the last
 * into the table, frozen, in the transaction that truncated it: two cores work, nothing is written to the log, and
 * no vacuum has to follow.
 */
export async function copyRows(
  connections: { computing: Client; writing: Client },
  source: RowSource,
): Promise<number> {
  const { computing, writing } = connections
  const { table, columns, from, portions } = source
  const names = Object.keys(columns).join(', ')
  const { rows } = await writing.query<{ data_directory: string }>('show data_directory')
  // As the server sees it, and as we do.
  const theirs = (portion: number): string => `${rows[0]!.data_directory}/bench-${table}-${portion % 2}`
  // The socket lies in the cluster's folder.
  const ours = (portion: number): string => join(writing.host, `bench-${table}-${portion % 2}`)

  const compute = (portion: number): Promise<unknown> =>
    computing.query(
      `copy (select ${Object.values(columns).join(', ')} from ${from(portion, portions)})
       to '${theirs(portion)}' (format binary)`,
    )
  let count = 0
  await writing.query('begin')
  await writing.query(`truncate ${table} cascade`)
  await compute(0)
  for (let portion = 0; portion < portions; portion++) {
    const next = portion + 1 < portions ? compute(portion + 1) : null
    const { rowCount } = await writing.query(
      `copy ${table} (${names}) from '${theirs(portion)}' (format binary, freeze)`,
    )
    count += rowCount ?? 0
    await next
  }
  await writing.query('commit')
  for (const portion of [0, 1]) rmSync(ours(portion), { force: true })
  return count
}
