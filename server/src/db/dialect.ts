import {
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type CompiledQuery,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type QueryResult,
  type TransactionSettings,
} from 'kysely'
import type pg from 'pg'

/** A query that PostgreSQL keeps parsed and planned on the connection, under its name. */
export interface NamedQuery extends CompiledQuery {
  readonly name?: string
}

/** Kysely on our own driver, which knows named statements and hands a dead connection back as dead. */
export function postgresDialect(pool: pg.Pool): Dialect {
  return {
    createDriver: () => new PooledDriver(pool),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createAdapter: () => new PostgresAdapter(),
    createIntrospector: (db) => new PostgresIntrospector(db),
  }
}

class PooledDriver implements Driver {
  readonly #pool: pg.Pool
  constructor(pool: pg.Pool) {
    this.#pool = pool
  }
  async init(): Promise<void> {}
  async acquireConnection(): Promise<PooledConnection> {
    return new PooledConnection(await this.#pool.connect())
  }
  async beginTransaction(connection: PooledConnection, settings: TransactionSettings): Promise<void> {
    const isolation = settings.isolationLevel ? ` isolation level ${settings.isolationLevel}` : ''
    const access = settings.accessMode ? ` ${settings.accessMode}` : ''
    await connection.client.query(`begin${isolation}${access}`)
  }
  async commitTransaction(connection: PooledConnection): Promise<void> {
    const { command } = await connection.client.query('commit')
    // PostgreSQL answers COMMIT of a failed transaction with ROLLBACK: somebody swallowed an error inside it.
    if (command === 'ROLLBACK') throw new Error('The transaction was rolled back: an earlier statement had failed.')
  }
  async rollbackTransaction(connection: PooledConnection): Promise<void> {
    try {
      await connection.client.query('rollback')
    } catch {
      // The caller's error tells more; a connection that cannot roll back is not used again.
      connection.isBroken = true
    }
  }
  async releaseConnection(connection: PooledConnection): Promise<void> {
    connection.client.release(connection.isBroken)
  }
  /** The pool belongs to whoever opened it. */
  async destroy(): Promise<void> {}
}

export class PooledConnection implements DatabaseConnection {
  readonly client: pg.PoolClient
  isBroken = false
  constructor(client: pg.PoolClient) {
    this.client = client
  }
  async executeQuery<R>(query: NamedQuery): Promise<QueryResult<R>> {
    const { command, rowCount, rows } = await this.client.query({
      ...(query.name === undefined ? {} : { name: query.name }),
      text: query.sql,
      values: query.parameters as unknown[],
    })
    const isChange = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE'
    return isChange ? { rows: rows as R[], numAffectedRows: BigInt(rowCount ?? 0) } : { rows: rows as R[] }
  }
  // oxlint-disable-next-line require-yield -- an iterator by contract only
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('Streaming queries are not offered: page by an indexed key.')
  }
}
