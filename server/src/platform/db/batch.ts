import type { Connection, PoolClient, Submittable } from 'pg'
import { prepareValue } from 'pg/lib/utils.js'
import { valueTypes, type TypeId } from './value-types.ts'

// What the driver's connection offers to query classes, and its types describe for an older version.
declare module 'pg' {
  interface Connection {
    parse(query: { text: string; name: string }): void
    bind(config: { statement: string; values: (string | Buffer | null)[] }): void
    describe(message: { type: 'P' }): void
    execute(): void
    close(message: { type: 'S'; name: string }): void
  }
}

/** One statement on its way to PostgreSQL. With a name it stays parsed (and planned) on the connection. */
export interface Statement {
  readonly name?: string | undefined
  readonly sql: string
  readonly parameters: readonly unknown[]
}

export interface StatementResult {
  /** INSERT, SELECT, COMMIT, … */
  command: string
  rowCount: number
  rows: Record<string, unknown>[]
}

/**
 * Sends statements to PostgreSQL in one round trip: one `Sync` for all, so the first error skips the rest and
 * rejects. Safe inside a transaction only, or for a single statement, since what came before an error did happen.
 */
export function sendBatch(
  client: PoolClient,
  statements: readonly Statement[],
  { keepsNames }: { keepsNames: boolean },
): Promise<StatementResult[]> {
  // The next transaction may be on a connection of the pooler that has never seen the name.
  const sent = keepsNames ? statements : statements.map(({ sql, parameters }) => ({ sql, parameters }))
  return new Promise((resolve, reject) => {
    client.query(new Batch(sent, knownStatements(client), resolve, reject))
  })
}

interface Column {
  name: string
  parse: (text: string) => unknown
}

// Per connection: the named statements that PostgreSQL has parsed, and the columns that each answers with.
type Known = Map<string, readonly Column[]>
const knownByClient = new WeakMap<PoolClient, Known>()

function knownStatements(client: PoolClient): Known {
  let known = knownByClient.get(client)
  if (!known) knownByClient.set(client, (known = new Map()))
  return known
}

/** The driver's contract for a query class: it calls `submit`, then a handler per message from the server. */
class Batch implements Submittable {
  readonly #statements: readonly Statement[]
  readonly #known: Known
  readonly #resolve: (results: StatementResult[]) => void
  readonly #reject: (error: unknown) => void
  readonly #results: StatementResult[] = []
  #columns: readonly Column[] = noColumns
  #rows: Record<string, unknown>[] = []
  #failed = false
  // The driver sets this when it limits how long a query may take.
  callback: ((error: Error | null) => void) | undefined

  constructor(
    statements: readonly Statement[],
    known: Known,
    resolve: (results: StatementResult[]) => void,
    reject: (error: unknown) => void,
  ) {
    this.#statements = statements
    this.#known = known
    this.#resolve = resolve
    this.#reject = reject
    this.#columns = this.#knownColumns(0)
  }

  submit(connection: Connection): Error | null {
    let wireValues: (string | Buffer | null)[][]
    try {
      // Everything that can throw comes before the first byte.
      wireValues = this.#statements.map(({ parameters }) => parameters.map((value) => prepareValue(value)))
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error))
    }
    connection.stream.cork()
    for (const [index, { name, sql }] of this.#statements.entries()) {
      const isKnown = name !== undefined && this.#known.has(name)
      if (!isKnown) {
        // After a failed batch nobody knows whether it was parsed; closing what is not there is no error.
        if (name !== undefined) connection.close({ type: 'S', name })
        connection.parse({ text: sql, name: name ?? '' })
      }
      connection.bind({ statement: name ?? '', values: wireValues[index]! })
      if (!isKnown) connection.describe({ type: 'P' })
      connection.execute()
    }
    connection.sync()
    connection.stream.uncork()
    return null
  }

  handleRowDescription({ fields }: { fields: { name: string; dataTypeID: TypeId }[] }): void {
    this.#columns = fields.map(({ name, dataTypeID }) => ({ name, parse: valueTypes.getTypeParser(dataTypeID) }))
  }

  handleDataRow({ fields }: { fields: (string | null)[] }): void {
    const row: Record<string, unknown> = {}
    for (let i = 0; i < fields.length; i++) {
      const column = this.#columns[i]!
      const text = fields[i]!
      row[column.name] = text === null ? null : column.parse(text)
    }
    this.#rows.push(row)
  }

  handleCommandComplete({ text }: { text: string }): void {
    const { name } = this.#statements[this.#results.length]!
    if (name !== undefined) this.#known.set(name, this.#columns)
    // "INSERT 0 5", "UPDATE 5", "BEGIN"
    const words = text.split(' ')
    this.#results.push({ command: words[0]!, rowCount: Number(words.at(-1)) || 0, rows: this.#rows })
    this.#rows = []
    this.#columns = this.#knownColumns(this.#results.length)
  }

  handleEmptyQuery(): void {
    this.handleCommandComplete({ text: '' })
  }

  handleError(error: unknown): void {
    // It may be that PostgreSQL no longer has it, or that its table changed: parse it anew.
    const { name } = this.#statements[this.#results.length] ?? {}
    if (name !== undefined) this.#known.delete(name)
    this.#failed = true
    this.#reject(error)
  }

  handleReadyForQuery(): void {
    if (!this.#failed) this.#resolve(this.#results)
  }

  // A statement that is known is not described again: its columns cannot change while it is prepared.
  #knownColumns(index: number): readonly Column[] {
    const name = this.#statements[index]?.name
    return (name === undefined ? undefined : this.#known.get(name)) ?? noColumns
  }
}

const noColumns: readonly Column[] = []
