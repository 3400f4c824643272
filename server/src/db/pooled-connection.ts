import type { DatabaseConnection, QueryResult, TransactionSettings } from 'kysely'
import type { PoolClient } from 'pg'
import { sendBatch, type Statement, type StatementResult } from './batch.ts'

/** One borrowing of a pooled connection: made when it is taken from the pool, unusable once it is given back. */
export class PooledConnection implements DatabaseConnection {
  readonly #client: PoolClient
  // BEGIN and what was put off: sent ahead of the next statement, in the same round trip.
  #waiting: Statement[] = []
  #transaction: 'none' | 'announced' | 'open' = 'none'
  #running: Promise<unknown> = Promise.resolve()
  #isBroken = false
  #isReleased = false

  constructor(client: PoolClient) {
    this.#client = client
  }

  begin({ isolationLevel, accessMode }: TransactionSettings): void {
    const isolation = isolationLevel ? ` isolation level ${isolationLevel}` : ''
    const sql = `begin${isolation}${accessMode ? ` ${accessMode}` : ''}`
    this.#waiting = [{ name: sql, sql, parameters: [] }]
    this.#transaction = 'announced'
  }

  /** Puts a statement off until the next one is sent, or the commit. Its error appears there. */
  later(statement: Statement): void {
    if (this.#transaction === 'none') throw new Error('Only a transaction can put a statement off.')
    this.#waiting.push(statement)
  }

  async executeQuery<R>(query: Statement): Promise<QueryResult<R>> {
    const { command, rowCount, rows } = await this.#send(query)
    const isChange = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE'
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the caller's types describe its own SQL
    const typedRows = rows as R[]
    return isChange ? { rows: typedRows, numAffectedRows: BigInt(rowCount) } : { rows: typedRows }
  }

  async commit(): Promise<void> {
    const isUntouched = this.#transaction === 'announced' && this.#waiting.length === 1
    if (!isUntouched) {
      const { command } = await this.#send({ name: 'commit', sql: 'commit', parameters: [] })
      // PostgreSQL answers COMMIT of a failed transaction with ROLLBACK: somebody swallowed an error inside it.
      if (command === 'ROLLBACK') throw new Error('The transaction was rolled back: an earlier statement had failed.')
    }
    this.#end()
  }

  async rollback(): Promise<void> {
    const wasOpen = this.#transaction === 'open'
    this.#end()
    if (!wasOpen) return
    try {
      await this.#send({ sql: 'rollback', parameters: [] })
    } catch {
      // The error that led here tells more; a connection that cannot roll back is not used again.
      this.#isBroken = true
    }
  }

  release(): void {
    this.#isReleased = true
    this.#client.release(this.#isBroken)
  }

  // oxlint-disable-next-line require-yield -- an iterator by contract only
  async *streamQuery(): AsyncIterableIterator<never> {
    throw new Error('Streaming queries are not offered: page by an indexed key.')
  }

  #end(): void {
    this.#waiting = []
    this.#transaction = 'none'
  }

  async #send(statement: Statement): Promise<StatementResult> {
    // A transaction that escaped its function must not talk on a connection that is somebody else's by now.
    if (this.#isReleased) throw new Error('This transaction has ended.')
    const batch = [...this.#waiting, statement]
    this.#waiting = []
    if (this.#transaction === 'announced') this.#transaction = 'open'
    // One at a time, in the order of the calls.
    const before = this.#running
    const sent = before.then(
      () => sendBatch(this.#client, batch),
      () => sendBatch(this.#client, batch),
    )
    this.#running = sent
    return (await sent).at(-1)!
  }
}
