import {
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type Dialect,
  type Driver,
  type TransactionSettings,
} from 'kysely'
import type { Pool, PoolClient } from 'pg'
import { PooledConnection, type ConnectionHabits } from './pooled-connection.ts'
import { connectionTaker } from './take-connection.ts'

/**
 * Kysely on a driver of our own, which differs from Kysely's in three ways that the hot paths need: BEGIN travels
 * with the first statement, statements whose answer nobody awaits travel with the next one or with COMMIT, and
 * named statements stay parsed on the connection. A transaction of five statements is four round trips, not seven.
 */
export function postgresDialect(pool: Pool, habits: ConnectionHabits): Dialect {
  return {
    createDriver: () => new PooledDriver(pool, habits),
    createQueryCompiler: () => new PostgresQueryCompiler(),
    createAdapter: () => new PostgresAdapter(),
    createIntrospector: (db) => new PostgresIntrospector(db),
  }
}

class PooledDriver implements Driver {
  readonly #take: () => Promise<PoolClient>
  readonly #habits: ConnectionHabits
  constructor(pool: Pool, habits: ConnectionHabits) {
    this.#take = connectionTaker(pool)
    this.#habits = habits
  }
  async init(): Promise<void> {}
  async acquireConnection(): Promise<PooledConnection> {
    return new PooledConnection(await this.#take(), this.#habits)
  }
  async beginTransaction(connection: PooledConnection, settings: TransactionSettings): Promise<void> {
    connection.begin(settings)
  }
  async commitTransaction(connection: PooledConnection): Promise<void> {
    await connection.commit()
  }
  async rollbackTransaction(connection: PooledConnection): Promise<void> {
    await connection.rollback()
  }
  async releaseConnection(connection: PooledConnection): Promise<void> {
    connection.release()
  }
  /** The pool is closed where it was opened. */
  async destroy(): Promise<void> {}
}
