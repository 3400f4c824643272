import { RawNode, createQueryId, type Compilable, type CompiledQuery } from 'kysely'
import type { Db, Tx } from './db.ts'
import { PooledConnection } from './dialect.ts'

/**
 * Hand-written SQL as a named statement: PostgreSQL parses it once per connection and, after five runs, mostly
 * plans it once too. For the hot paths. A name stands for one text for ever.
 */
export function prepared<R>(name: string, sql: string, values: readonly unknown[]): CompiledQuery<R> {
  const known = sqlByName.get(name)
  if (known === undefined) sqlByName.set(name, sql)
  else if (known !== sql) throw new Error(`The prepared statement ${name} stands for another text already.`)
  return Object.assign({ name }, { sql, parameters: values, query: rawNode, queryId: createQueryId() })
}

export async function queryPrepared<R>(
  db: Db | Tx,
  name: string,
  sql: string,
  values: readonly unknown[],
): Promise<R[]> {
  return (await db.executeQuery(prepared<R>(name, sql, values))).rows
}

/**
 * Puts off a statement whose answer nobody needs, until the transaction's next query or its commit: it costs no
 * round trip of its own. If it fails, that query or the commit rejects. Order is kept.
 */
export async function executeLater(tx: Tx, query: CompiledQuery | Compilable): Promise<void> {
  const statement = 'compile' in query ? query.compile() : query
  await tx.getExecutor().provideConnection(async (connection) => {
    if (!(connection instanceof PooledConnection)) throw new Error('This transaction is not of our driver.')
    connection.later(statement)
  })
}

const sqlByName = new Map<string, string>()
const rawNode = RawNode.createWithSql('')
