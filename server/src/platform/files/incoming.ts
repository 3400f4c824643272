import { systemWords } from '@throughline/protocol/system/words.ts'
import { createHash, randomUUID } from 'node:crypto'
import { mkdir, open, readdir, rm, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { minuteMs } from '../../lib/clock.ts'
import { AppError, errorCode } from '../../lib/errors.ts'

/** A file that has arrived and is in no store yet. Kept or dropped: its temporary file goes either way. */
export interface IncomingFile {
  readonly sizeBytes: number
  readonly sha256: string
  /** The first bytes, to tell what it is. */
  readonly head: Buffer
  /** Durable under this key when it resolves. */
  keep(key: string): Promise<void>
  drop(): Promise<void>
}

export interface Arrived extends Omit<IncomingFile, 'keep' | 'drop'> {
  readonly path: string
}

/** Enough to sniff a type by. */
const headBytes = 8192
/** An upload that still runs writes more often than this, or is ended for being idle. */
const abandonedAfterMs = 10 * minuteMs
/** The disk gets an upload in steps of this size: gigabytes left to the end would hold up every commit meanwhile. */
const flushedEveryBytes = 4 * 2 ** 20

/**
 * Temporary files of uploads on their way: bytes go to the disk as they come, so that memory holds only what the wire
 * does. What a crash leaves behind is here and nowhere else, and is swept.
 */
export function incomingFolder(folder: string) {
  let sweptMs = 0

  /** The chunks are its own from then on: the memory of each is given back once it is written. */
  async function receive(stream: Readable): Promise<Arrived> {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    if (Date.now() - sweptMs > minuteMs) await sweep()
    const path = join(folder, randomUUID())
    const hash = createHash('sha256')
    const head: Buffer[] = []
    let sizeBytes = 0
    let unflushedBytes = 0
    try {
      await using file = await open(path, 'wx', 0o600)
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        if (sizeBytes < headBytes) head.push(Buffer.from(chunk.subarray(0, headBytes - sizeBytes)))
        sizeBytes += chunk.byteLength
        hash.update(chunk)
        await file.writeFile(chunk)
        unflushedBytes += chunk.byteLength
        freeAtOnce(chunk)
        if (unflushedBytes < flushedEveryBytes) continue
        await file.datasync()
        unflushedBytes = 0
      }
      await file.sync()
    } catch (error) {
      await rm(path, { force: true })
      throw errorCode(error) === 'ENOSPC' ? diskIsFull(error) : error
    }
    return { path, sizeBytes, sha256: hash.digest('hex'), head: Buffer.concat(head) }
  }

  /** Removes what nobody writes any more, of this process or of one that died. */
  async function sweep(): Promise<number> {
    sweptMs = Date.now()
    let swept = 0
    for (const name of await readdir(folder).catch(() => [])) {
      const path = join(folder, name)
      const found = await stat(path).catch(() => null)
      if (!found || sweptMs - found.mtimeMs < abandonedAfterMs) continue
      await rm(path, { force: true })
      swept += 1
    }
    return swept
  }

  async function freeBytes(): Promise<number> {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  }

  return { receive, sweep, freeBytes }
}

/** What is written is of no use any more, and the collector would let tens of megabytes of it pile up. */
function freeAtOnce(chunk: Buffer): void {
  const { buffer } = chunk
  // A part of a larger buffer shares its memory with other parts.
  if (buffer instanceof ArrayBuffer && buffer.byteLength === chunk.byteLength) buffer.transfer(0)
}

function diskIsFull(cause: unknown): AppError {
  return new AppError('insufficient_storage', systemWords.no_room_for_file(), { cause })
}
