import { once } from 'node:events'
import type { Connection, PoolClient, Submittable } from 'pg'

// What the driver's connection offers for COPY, and its types leave out.
declare module 'pg' {
  interface Connection {
    sendCopyFromChunk(chunk: Buffer): void
    endCopyFrom(): void
    sendCopyFail(reason: string): void
  }
}

/** Runs `COPY … TO STDOUT` and hands out its bytes in pieces of about `pieceBytes`, each of whole rows. */
export async function* copyOut(client: PoolClient, sql: string, pieceBytes: number): AsyncGenerator<Buffer> {
  const copy = client.query(new CopyOut(sql, pieceBytes))
  for (;;) {
    const piece = await copy.next()
    if (!piece) return
    yield piece
  }
}

/** Runs `COPY … FROM STDIN` with these bytes; answers with the number of rows. */
export function copyIn(client: PoolClient, sql: string, content: AsyncIterable<Buffer>): Promise<number> {
  return new Promise((resolve, reject) => {
    client.query(new CopyIn(sql, content, resolve, reject))
  })
}

class CopyOut implements Submittable {
  readonly #sql: string
  readonly #pieceBytes: number
  #connection: Connection | undefined
  // The server's messages since the last piece; one message is one row.
  #rows: Buffer[] = []
  #sizeBytes = 0
  #end: { error?: unknown } | undefined
  #wake: () => void = () => {}

  constructor(sql: string, pieceBytes: number) {
    this.#sql = sql
    this.#pieceBytes = pieceBytes
  }

  async next(): Promise<Buffer | undefined> {
    while (this.#sizeBytes < this.#pieceBytes && !this.#end) {
      const woken = new Promise<void>((resolve) => (this.#wake = resolve))
      this.#connection?.stream.resume()
      await woken
    }
    if (this.#end?.error !== undefined) throw this.#end.error
    if (this.#rows.length === 0) return undefined
    const piece = Buffer.concat(this.#rows)
    this.#rows = []
    this.#sizeBytes = 0
    return piece
  }

  submit(connection: Connection): void {
    this.#connection = connection
    connection.query(this.#sql)
  }
  handleCopyData({ chunk }: { chunk: Buffer }): void {
    // The driver reuses the memory behind it.
    this.#rows.push(Buffer.from(chunk))
    this.#sizeBytes += chunk.length
    if (this.#sizeBytes >= this.#pieceBytes) {
      this.#connection?.stream.pause()
      this.#wake()
    }
  }
  handleCommandComplete(): void {}
  handleError(error: unknown): void {
    this.#finish({ error })
  }
  handleReadyForQuery(): void {
    this.#finish({})
  }
  #finish(end: { error?: unknown }): void {
    this.#end ??= end
    this.#connection?.stream.resume()
    this.#wake()
  }
}

class CopyIn implements Submittable {
  readonly #sql: string
  readonly #content: AsyncIterable<Buffer>
  readonly #resolve: (rows: number) => void
  readonly #reject: (error: unknown) => void
  #rows = 0
  #failed = false
  #contentError: unknown

  constructor(
    sql: string,
    content: AsyncIterable<Buffer>,
    resolve: (rows: number) => void,
    reject: (error: unknown) => void,
  ) {
    this.#sql = sql
    this.#content = content
    this.#resolve = resolve
    this.#reject = reject
  }

  submit(connection: Connection): void {
    connection.query(this.#sql)
  }
  handleCopyInResponse(connection: Connection): void {
    void this.#pump(connection)
  }
  async #pump(connection: Connection): Promise<void> {
    try {
      for await (const piece of this.#content) {
        if (this.#failed) return
        connection.sendCopyFromChunk(piece)
        if (connection.stream.writableNeedDrain) await once(connection.stream, 'drain')
      }
      if (!this.#failed) connection.endCopyFrom()
    } catch (error) {
      this.#contentError = error
      if (!this.#failed) connection.sendCopyFail('the archive could not be read')
    }
  }
  handleCommandComplete({ text }: { text: string }): void {
    this.#rows = Number(text.split(' ')[1])
  }
  handleError(error: unknown): void {
    this.#failed = true
    this.#reject(this.#contentError ?? error)
  }
  handleReadyForQuery(): void {
    if (!this.#failed) this.#resolve(this.#rows)
  }
}
