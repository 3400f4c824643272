import { RawNode, createQueryId, type Compilable, type CompiledQuery } from 'kysely'
import type { Statement } from './batch.ts'
import type { Db, Tx } from './db.ts'
import { PooledConnection } from './pooled-connection.ts'
import type { RowInsert, RowStatement } from './row-insert.ts'

/**
 * Runs hand-written SQL as a named statement: PostgreSQL parses it once per connection and, after five runs, mostly
 * plans it once too. For the hot paths. A name stands for one text for ever, and the text names the columns it answers
 * with: after a newer version has added one, PostgreSQL would refuse to run a statement that says `*`.
 */
export async function queryPrepared<R>(
  db: Db | Tx,
  name: string,
  sql: string,
  values: readonly unknown[],
): Promise<R[]> {
  const query = prepared<R>(name, sql, values)
  if (!db.isTransaction) return (await db.executeQuery<R>(query)).rows
  return (await (await connectionOf(db)).executeQuery<R>(query)).rows
}

/**
 * The same in a transaction, before something else: what `also` asks comes after it, whatever it does until then, and
 * travels in the same round trip when it is asked at once.
 */
export async function queryPreparedFirst<R>(
  tx: Tx,
  { name, sql, values }: { name: string; sql: string; values: readonly unknown[] },
  also: () => void,
): Promise<R[]> {
  const connection = await connectionOf(tx)
  // It is in line from here on.
  const answer = connection.executeQuery<R>(prepared<R>(name, sql, values))
  also()
  return (await answer).rows
}

/** The same as a value, for `executeLater`. */
export function prepared<R>(
  name: string,
  sql: string,
  values: readonly unknown[],
): CompiledQuery<R> & { readonly name: string } {
  const known = sqlByName.get(name)
  if (known === undefined) {
    if (answersAllColumns(sql)) throw new Error(`The prepared statement ${name} has to name its columns.`)
    sqlByName.set(name, sql)
  } else if (known !== sql) throw new Error(`The prepared statement ${name} stands for another text already.`)
  return { name, sql, parameters: values, query: rawNode, queryId: createQueryId() }
}

/**
 * The columns of a table, in words, for statements that PostgreSQL keeps prepared: what `*` stands for changes when a newer
 * version adds a column, and PostgreSQL then refuses to run the statement again. The type demands every column.
 */
export function columnList<Table>(columns: Record<keyof Table, true>): (alias?: string) => string {
  const names = Object.keys(columns)
  return (alias) => names.map((name) => (alias === undefined ? name : `${alias}.${name}`)).join(', ')
}

/**
 * Puts off a statement whose answer nobody needs, until the transaction's next query or its commit: it costs no
 * round trip of its own. If it fails, that query or the commit rejects. Order is kept.
 */
export async function executeLater(tx: Tx, query: Statement | Compilable): Promise<void> {
  const connection = await connectionOf(tx)
  connection.later('compile' in query ? query.compile() : query)
}

/** The same for a row to insert: rows for one table that wait together go by one statement. */
export async function insertLater(tx: Tx, insert: RowInsert, row: readonly unknown[]): Promise<void> {
  const connection = connectionByTx.get(tx) ?? (await connectionOf(tx))
  connection.insertLater(insert, row)
}

/** The same for a row of any other statement that takes rows: it comes where the first of them was put off. */
export function writeLater(tx: Tx, statement: RowStatement, row: readonly unknown[]): Promise<void> {
  return insertLater(tx, statement, row)
}

// Kysely's own way to the connection goes through several layers, which cost as much as a small statement does.
export async function connectionOf(tx: Db | Tx): Promise<PooledConnection> {
  const known = connectionByTx.get(tx)
  if (known) return known
  return tx.getExecutor().provideConnection(async (connection) => {
    if (!(connection instanceof PooledConnection)) throw new Error('This transaction is not of our driver.')
    connectionByTx.set(tx, connection)
    return connection
  })
}

/** What is in parentheses answers nobody outside, or is named there. */
function answersAllColumns(sql: string): boolean {
  let outermost = sql.replaceAll(/--.*$/gm, '')
  for (let before = ''; before !== outermost;) {
    before = outermost
    outermost = outermost.replaceAll(/\([^()]*\)/g, ' ')
  }
  return /(^|\b(select|returning)|,)\s*(\w+\.)?\*/i.test(outermost)
}

const connectionByTx = new WeakMap<object, PooledConnection>()
const sqlByName = new Map<string, string>()
const rawNode = RawNode.createWithSql('')
