import { setImmediate as nextTurn } from 'node:timers/promises'
import type { DatabaseConnection, QueryResult, TransactionSettings } from 'kysely'
import type { PoolClient } from 'pg'
import { sendBatch, type Statement, type StatementResult } from './batch.ts'
import type { RowInsert } from './row-insert.ts'
import { limitTransaction } from './session-limits.ts'

export interface ConnectionHabits {
  /** A pooler lends the connection: nothing of a session is left to the next transaction. */
  readonly isPooled: boolean
  /** Told of every error of a statement. */
  readonly failed: (error: unknown) => void
}

/** One borrowing of a pooled connection: made when it is taken from the pool, unusable once it is given back. */
export class PooledConnection implements DatabaseConnection {
  readonly #client: PoolClient
  readonly #habits: ConnectionHabits
  // BEGIN and what was put off: sent ahead of the next statement, in the same round trip.
  #waiting: (Statement | WaitingRows)[] = []
  // Asked for in this turn of the event loop, or while an earlier round trip is under way: they travel together.
  #asked: Asked[] = []
  #isSending = false
  // Settles when all that was asked for so far has been answered.
  #newest: Promise<unknown> = Promise.resolve()
  #transaction: 'none' | 'announced' | 'open' = 'none'
  #isBroken = false
  #isReleased = false

  constructor(client: PoolClient, habits: ConnectionHabits) {
    this.#client = client
    this.#habits = habits
  }

  begin({ isolationLevel, accessMode }: TransactionSettings): void {
    const isolation = isolationLevel ? ` isolation level ${isolationLevel}` : ''
    const sql = `begin${isolation}${accessMode ? ` ${accessMode}` : ''}`
    this.#waiting = [{ name: sql, sql, parameters: [] }, ...this.#limits()]
    this.#transaction = 'announced'
  }

  /** Puts a statement off until the next one is sent, or the commit. Its error appears there. */
  later(statement: Statement): void {
    if (this.#transaction === 'none') throw new Error('Only a transaction can put a statement off.')
    this.#waiting.push(statement)
  }

  /** The same for a row to insert. Rows for one table that wait together are inserted by one statement. */
  insertLater(insert: RowInsert, row: readonly unknown[]): void {
    if (this.#transaction === 'none') throw new Error('Only a transaction can put a statement off.')
    const waiting = this.#waiting.find((item): item is WaitingRows => 'insert' in item && item.insert === insert)
    if (waiting) waiting.rows.push(row)
    else this.#waiting.push({ insert, rows: [row] })
  }

  async executeQuery<R>(query: Statement): Promise<QueryResult<R>> {
    if (this.#transaction === 'none') this.#waiting = this.#limits()
    const { command, rowCount, rows } = await this.#send(query)
    const isChange = command === 'INSERT' || command === 'UPDATE' || command === 'DELETE' || command === 'MERGE'
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the caller's types describe its own SQL
    const typedRows = rows as R[]
    return isChange ? { rows: typedRows, numAffectedRows: BigInt(rowCount) } : { rows: typedRows }
  }

  /** Begins a part of the transaction that can be taken back alone. It travels with the part's first statement. */
  async beginPart(): Promise<void> {
    // What was put off before is not of the part: neither its errors nor its rows.
    if (this.#waiting.some((item) => item !== endPart)) await this.#send(beginPart)
    else this.later(beginPart)
  }

  /** What the part had put off is done now; if that fails, this rejects. */
  async endPart(): Promise<void> {
    if (this.#waiting.at(-1) === beginPart) this.#waiting.pop()
    else if (this.#waiting.length === 0) this.later(endPart)
    else await this.#send(endPart)
  }

  /** Takes back what the part did and had put off. Rejects when the whole transaction is lost. */
  async takePartBack(): Promise<void> {
    const begins = this.#waiting.indexOf(beginPart)
    this.#waiting = this.#waiting.slice(0, Math.max(0, begins))
    if (begins >= 0) return
    // What the part had begun beside what failed must not come after the rollback.
    for (let newest: Promise<unknown> | null = null; newest !== this.#newest;) {
      newest = this.#newest
      await newest
      // Code that awaited it may send its next statement now, which is then the newest.
      await nextTurn()
    }
    await this.#send(takePartBack)
    this.later(endPart)
  }

  async commit(): Promise<void> {
    const isUntouched = this.#transaction === 'announced' && this.#waiting.length === 1 + this.#limits().length
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

  /** What begins a transaction, or a single statement, where the session does not limit it. */
  #limits(): Statement[] {
    return this.#habits.isPooled ? [limitTransaction] : []
  }

  #end(): void {
    this.#waiting = []
    this.#transaction = 'none'
  }

  #send(statement: Statement): Promise<StatementResult> {
    // A transaction that escaped its function must not talk on a connection that is somebody else's by now.
    if (this.#isReleased) return Promise.reject(new Error('This transaction has ended.'))
    const before = this.#waiting.map((item) => ('insert' in item ? item.insert.of(item.rows) : item))
    this.#waiting = []
    if (this.#transaction === 'announced') this.#transaction = 'open'
    const answer = new Promise<StatementResult>((resolve, reject) => {
      this.#asked.push({ statements: [...before, statement], resolve, reject })
      if (!this.#isSending && this.#asked.length === 1) sendSoon(() => this.#sendAsked())
    })
    this.#newest = answer.catch(() => {})
    return answer
  }

  async #sendAsked(): Promise<void> {
    const asked = this.#asked
    this.#asked = []
    this.#isSending = true
    try {
      const results = await sendBatch(
        this.#client,
        asked.flatMap(({ statements }) => statements),
        { keepsNames: !this.#habits.isPooled },
      )
      let end = 0
      for (const { statements, resolve } of asked) resolve(results[(end += statements.length) - 1]!)
    } catch (error) {
      this.#habits.failed(error)
      for (const { reject } of asked) reject(error)
    }
    this.#isSending = false
    if (this.#asked.length > 0) sendSoon(() => this.#sendAsked())
  }
}

const beginPart: Statement = { name: 'begin-part', sql: 'savepoint part', parameters: [] }
const endPart: Statement = { name: 'end-part', sql: 'release savepoint part', parameters: [] }
const takePartBack: Statement = { name: 'take-part-back', sql: 'rollback to savepoint part', parameters: [] }

/** Statements that were asked for at one time, the last of which somebody awaits. */
interface Asked {
  statements: readonly Statement[]
  resolve: (result: StatementResult) => void
  reject: (error: unknown) => void
}

interface WaitingRows {
  insert: RowInsert
  rows: (readonly unknown[])[]
}

/** When everything that is ready to run has run, and before any input is read: statements that are asked for by then join in. */
function sendSoon(send: () => Promise<void>): void {
  queueMicrotask(() => process.nextTick(send))
}
