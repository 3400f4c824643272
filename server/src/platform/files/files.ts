import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open as openPath, rename, rm, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import type { S3Config } from '../../lib/s3-config.ts'
import type { AppError } from '../../lib/errors.ts'
import { asKept, type KeptBytes } from './as-kept.ts'
import { FileMissing, isMissing, storeFailed } from './file-missing.ts'
import { incomingFolder, type IncomingFile } from './incoming.ts'
import { longestAnswerMs, s3Driver, usualPatienceMs } from './s3.ts'

export { FileMissing } from './file-missing.ts'
export type { IncomingFile } from './incoming.ts'

/**
 * Bytes that are too large for the database: attachments, raw mail, exports. Kept in the data folder, or in any
 * S3-compatible store. Keys are made of the content, so that the same bytes are kept once and a repeated write after
 * a crash changes nothing. Uploads choose keys of their own, so that one that was never sent can be removed.
 *
 * Refuses to know whose the bytes are: who may read them is decided where the key is kept.
 */
export interface FileStore {
  /** Durable when it resolves. */
  put(bytes: Uint8Array): Promise<{ key: string; sha256: string }>
  /**
   * `use` says in the log whose file it was, when it is not there. Checked against what was noted; without that, against
   * the content in the name of the key.
   */
  read(key: string, use?: FileUse, kept?: KeptBytes): Promise<Uint8Array>
  /** The same; ends short and with an error when the bytes are not those that were kept. */
  stream(key: string, use?: FileUse, kept?: KeptBytes): Promise<Readable>
  /** Null when nobody holds it, which is no fault here. */
  find(key: string): Promise<Uint8Array | null>
  /** Every key, for a backup; the marks of nodes are of no use later. */
  keys(): AsyncIterable<string>
  putUnder(key: string, bytes: Uint8Array): Promise<void>
  /** Takes a file in as it arrives, whatever its size; it is in the store once it is kept. */
  receive(stream: Readable): Promise<IncomingFile>
  /** Removes what a crash left of files on their way. */
  sweepIncoming(): Promise<number>
  /** Where files arrive. */
  freeBytes(): Promise<number>
  /** For what nothing refers to: the same bytes may belong to several entries. */
  remove(key: string): Promise<void>
}

/** What a file belongs to. */
export type FileUse = Readonly<Record<string, string | null>>

export async function openFileStore(options: {
  dataDir: string
  s3: S3Config | null
  s3PatienceMs?: number
  /** A file that something refers to is gone. */
  onMissing?: (key: string, use: FileUse) => void
  /** A file that is there could not be handed over, or was not what was kept. */
  onBroken?: (key: string, use: FileUse, error: unknown) => void
}): Promise<FileStore> {
  const { s3PatienceMs = usualPatienceMs } = options
  const root = join(options.dataDir, 'files')
  const disk = new Disk(
    options.s3 ? await s3Driver(options.s3, s3PatienceMs) : new FSDriver({ location: root, visibility: 'private' }),
  )

  // Beside the files, so that keeping one is a rename.
  const incoming = incomingFolder(join(root, incomingName))
  await incoming.sweep()

  async function moveIn(path: string, key: string): Promise<void> {
    const target = join(root, key)
    const made = await mkdir(dirname(target), { recursive: true })
    await rename(path, target)
    await flush(dirname(target))
    // A new folder outlives a power cut only when its name is in the one above it.
    for (let folder = dirname(target); made && folder.length >= made.length; folder = dirname(folder)) {
      await flush(dirname(folder))
    }
  }

  /** One object is written whole or not at all. */
  async function sendIn(path: string, key: string, sizeBytes: number): Promise<void> {
    await disk.putStream(key, createReadStream(path), { contentLength: sizeBytes })
    await rm(path, { force: true })
  }

  /** A crash may have cut off the one who wrote it first. */
  async function isWhole(key: string, sizeBytes: number): Promise<boolean> {
    // A store may hold half of it, or say yes to everything.
    if (options.s3) return (await disk.getMetaData(key).catch(() => null))?.contentLength === sizeBytes
    const found = await stat(join(root, key)).catch(() => null)
    return found?.size === sizeBytes
  }

  async function putUnder(key: string, bytes: Uint8Array): Promise<void> {
    await disk.put(key, bytes)
    // The library leaves the bytes in the page cache; what is acknowledged must outlive a power cut.
    if (!options.s3) await flush(join(root, key))
  }

  async function open(key: string): Promise<Readable> {
    if (!options.s3 && !(await disk.exists(key))) throw new FileMissing(key)
    const source = await disk.getStream(key).catch((error: unknown) => {
      throw isMissing(error) ? new FileMissing(key, error) : error
    })
    // What fails before anybody reads is thrown by the first read; without a listener it would end the process.
    return source.on('error', () => {})
  }

  async function readKept(key: string, kept = keptByName(key)): Promise<Uint8Array> {
    const source = await open(key)
    const giveUp = (): void => void source.destroy(new Error('the file takes too long'))
    const timer = setTimeout(giveUp, longestAnswerMs(s3PatienceMs))
    try {
      const chunks: Buffer[] = []
      for await (const chunk of asKept(source, { maxBytes: maxReadBytes, ...kept })) chunks.push(chunk)
      return Buffer.concat(chunks)
    } finally {
      clearTimeout(timer)
    }
  }

  function told(error: unknown, key: string, use: FileUse): AppError {
    if (error instanceof FileMissing) {
      options.onMissing?.(key, use)
      return error
    }
    options.onBroken?.(key, use, error)
    return storeFailed(key, error)
  }

  return {
    async put(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const key = contentKey(sha256)
      if (!(await isWhole(key, bytes.byteLength))) await putUnder(key, bytes)
      return { key, sha256 }
    },
    async read(key, use = {}, kept) {
      return readKept(key, kept).catch((error: unknown) => {
        throw told(error, key, use)
      })
    },
    async stream(key, use = {}, kept = keptByName(key)) {
      const source = await open(key).catch((error: unknown) => {
        throw told(error, key, use)
      })
      const stream: Readable = Readable.from(checked(), { objectMode: false })
      async function* checked(): AsyncGenerator<Buffer> {
        try {
          yield* asKept(source, kept)
        } catch (error) {
          // Once nobody waits for it, its end is no fault.
          throw stream.destroyed ? error : told(error, key, use)
        }
      }
      // Also when the reader left before anything was read.
      return stream.once('close', () => source.destroy())
    },
    async find(key) {
      return readKept(key).catch((error: unknown) => {
        if (error instanceof FileMissing) return null
        throw storeFailed(key, error)
      })
    },
    async *keys() {
      let paginationToken: string | undefined
      let before: string | undefined
      do {
        before = paginationToken
        const page = await disk.listAll('', { recursive: true, ...(paginationToken ? { paginationToken } : {}) })
        for (const object of page.objects) {
          if (object.isFile && !isOfThisMoment(object.key)) yield object.key
        }
        paginationToken = page.paginationToken
        if (paginationToken && paginationToken === before) throw new Error('the store lists the same keys without end')
      } while (paginationToken)
    },
    putUnder,
    async receive(stream) {
      const { path, ...file } = await incoming.receive(stream)
      return {
        ...file,
        keep: (key) => (options.s3 ? sendIn(path, key, file.sizeBytes) : moveIn(path, key)),
        drop: () => rm(path, { force: true }),
      }
    },
    sweepIncoming: incoming.sweep,
    freeBytes: incoming.freeBytes,
    remove: (key) => disk.delete(key),
  }
}

const incomingName = 'incoming'
/** What is read into memory: more than the largest mail that is taken in. */
const maxReadBytes = 100 * 1024 * 1024
/** Files on their way, and what nodes leave for each other. */
const isOfThisMoment = (key: string): boolean => key.startsWith(`${incomingName}/`) || key.startsWith('nodes/')

/** The same bytes are kept under the same key. */
export function contentKey(sha256: string): string {
  return `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`
}

/** What is kept under the name of its content can be checked by it. */
function keptByName(key: string): KeptBytes {
  const sha256 = /^..\/..\/([0-9a-f]{64})$/.exec(key)?.[1]
  return sha256 === undefined ? {} : { sha256 }
}

/** Of a file its bytes; of a folder the names in it. */
async function flush(path: string): Promise<void> {
  const file = await openPath(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
