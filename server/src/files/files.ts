import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { Disk } from 'flydrive'
import { FSDriver } from 'flydrive/drivers/fs'
import type { S3Config } from '../lib/config.ts'
import type { S3Driver } from 'flydrive/drivers/s3'
import { fileMissing } from './file-missing.ts'

/**
 * Bytes that are too large for the database: attachments, raw mail, exports. Kept in the data folder, or in any
 * S3-compatible store. Keys are made of the content, so that the same bytes are kept once and a repeated write after
 * a crash changes nothing.
 *
 * Refuses to know whose the bytes are: who may read them is decided where the key is kept.
 */
export interface FileStore {
  /** Durable when it resolves. */
  put(bytes: Uint8Array): Promise<{ key: string; sha256: string }>
  read(key: string): Promise<Uint8Array>
  stream(key: string): Promise<Readable>
  /** Every key, for a backup. */
  keys(): AsyncIterable<string>
  putUnder(key: string, bytes: Uint8Array): Promise<void>
  /** For what nothing refers to: the same bytes may belong to several entries. */
  remove(key: string): Promise<void>
}

export async function openFileStore(options: { dataDir: string; s3: S3Config | null }): Promise<FileStore> {
  const root = join(options.dataDir, 'files')
  const disk = new Disk(
    options.s3 ? await s3Driver(options.s3) : new FSDriver({ location: root, visibility: 'private' }),
  )

  async function putUnder(key: string, bytes: Uint8Array): Promise<void> {
    await disk.put(key, bytes)
    // The library leaves the bytes in the page cache; what is acknowledged must outlive a power cut.
    if (!options.s3) await flush(join(root, key))
  }

  return {
    async put(bytes) {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      const key = `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`
      if (!(await disk.exists(key))) await putUnder(key, bytes)
      return { key, sha256 }
    },
    async read(key) {
      try {
        return await disk.getBytes(key)
      } catch (error) {
        throw fileMissing(key, error)
      }
    },
    async stream(key) {
      if (!(await disk.exists(key))) throw fileMissing(key)
      return disk.getStream(key)
    },
    async *keys() {
      let paginationToken: string | undefined
      do {
        const page = await disk.listAll('', { recursive: true, ...(paginationToken ? { paginationToken } : {}) })
        for (const object of page.objects) if (object.isFile) yield object.key
        paginationToken = page.paginationToken
      } while (paginationToken)
    },
    putUnder,
    remove: (key) => disk.delete(key),
  }
}

async function flush(path: string): Promise<void> {
  const file = await open(path, 'r')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}

// Loaded only where it is used: the S3 client is larger than everything else together.
async function s3Driver(config: S3Config): Promise<S3Driver> {
  const s3 = await import('flydrive/drivers/s3')
  return new s3.S3Driver({
    bucket: config.bucket,
    region: config.region,
    ...(config.endpoint ? { endpoint: config.endpoint } : {}),
    forcePathStyle: config.forcePathStyle,
    credentials: { accessKeyId: config.accessKeyId, secretAccessKey: config.secretAccessKey },
    visibility: 'private',
    supportsACL: false,
  })
}
