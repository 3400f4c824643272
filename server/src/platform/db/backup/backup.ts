import { untranslated } from '@throughline/protocol/words.ts'
import type { Readable } from 'node:stream'
import { finished, pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import type { PoolClient } from 'pg'
import { AppError, errorCode, messageOf } from '../../../lib/errors.ts'
import { migrate } from '../migrate.ts'
import type { ArchiveContents, BackupOptions, LibrarySchema, RestoreOptions } from './archive.ts'
import { isEmptyDatabase } from './catalog.ts'
import { damaged } from './damaged.ts'
import { countLines } from './content.ts'
import { readArchive } from './read-archive.ts'
import { readThrough } from './read-through.ts'
import { refuseForeign } from './refuse-foreign.ts'
import { writeArchive } from './write-archive.ts'

export type { ArchiveContents, BackupFile, BackupOptions, LibrarySchema, RestoreOptions } from './archive.ts'
export { digestOf } from './refuse-foreign.ts'

/**
 * Everything in one file: a gzipped tar with a manifest, the rows of every table as PostgreSQL's COPY text, the
 * attachments, and a summary with counts and checksums. Taken while the product runs, as of one moment, and put back
 * into an empty database of this version of PostgreSQL or another, of this version of Throughline or a newer one.
 *
 * Owns the format. Refuses to know where attachments are: they come and go as streams. An archive holds every secret
 * of the product: it is to be protected like the database itself.
 */
export async function backupDatabase(options: BackupOptions): Promise<ArchiveContents> {
  const client = await options.pool.connect()
  const gzip = createGzip({ level: 4 })
  const written = pipeline(gzip, options.to)
  // It is awaited below, or the error that ends the writing is reported instead.
  written.catch(() => {})
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY')
    await usePlainSettings(client)
    const contents = await writeArchive(client, gzip, options)
    gzip.end()
    await written
    return contents
  } catch (error) {
    gzip.destroy()
    throw error
  } finally {
    // It is perhaps in the middle of a COPY: it is not given to anybody else.
    client.release(true)
  }
}

/** All or nothing: whatever is wrong with the archive, an unfinished restore leaves the database as empty as it was. */
export async function restoreDatabase(options: RestoreOptions): Promise<ArchiveContents> {
  const client = await options.pool.connect()
  let contents: ArchiveContents
  try {
    await client.query('BEGIN')
    await usePlainSettings(client)
    if (!(await isEmptyDatabase(client))) {
      throw new AppError('conflict', untranslated('This database has tables already. Restore into an empty one.'))
    }
    contents = await readArchive(client, decompress(options.from), options)
    await client.query('COMMIT')
  } finally {
    client.release(true)
  }
  await migrate(options.pool, {
    logger: options.logger,
    ...(options.migrationsDir === undefined ? {} : { dir: options.migrationsDir }),
  })
  return contents
}

/**
 * Reads an archive from its beginning to its end and writes nothing. Refuses what restoring would refuse, but for rows
 * that the database does not take.
 */
export async function checkArchive(options: {
  from: Readable
  schemas?: LibrarySchema[]
  migrationsDir?: string
}): Promise<void> {
  await readThrough(decompress(options.from), {
    begin: async (manifest) => refuseForeign(manifest, options),
    rows: async (_table, content) => {
      let rows = 0
      for await (const piece of content) rows += countLines(piece)
      return rows
    },
    file: async () => {},
  })
}

async function* decompress(from: Readable): AsyncGenerator<Buffer> {
  const gunzip = createGunzip()
  const read = pipeline(from, gunzip)
  read.catch(() => {})
  let unpackedBytes = 0
  try {
    for await (const piece of gunzip as AsyncIterable<Buffer>) {
      unpackedBytes += piece.length
      if (unpackedBytes > plausibleBytes && unpackedBytes > gunzip.bytesWritten * plausibleRatio) {
        throw damaged('it unpacks to far more than a backup does')
      }
      yield piece
    }
    await finished(gunzip)
  } catch (error) {
    throw error instanceof AppError ? error : damaged(whyNotUnpacked(error, unpackedBytes), error)
  } finally {
    from.destroy()
  }
}

/** Of the library's many words for it, what an operator can do something about. */
function whyNotUnpacked(error: unknown, unpackedBytes: number): string {
  const code = errorCode(error)
  if (code === 'Z_BUF_ERROR') return 'it ends too soon, as when it was not copied to its end'
  if (code !== 'Z_DATA_ERROR') return messageOf(error)
  const isOther = unpackedBytes === 0 && /header|compression method/.test(messageOf(error))
  return isOther ? 'it is not a .tar.gz file' : 'some of it is not what was written, as after a fault of a disk'
}

// Text shrinks to a twentieth, repeated text to a fiftieth. A few hundred megabytes of zeros in one attachment are fine.
const plausibleBytes = 512 * 2 ** 20
const plausibleRatio = 250

// Values and definitions read the same everywhere, and nothing is too slow, until the transaction ends.
async function usePlainSettings(client: PoolClient): Promise<void> {
  await client.query(`
    SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0;
    SET LOCAL datestyle = 'ISO'; SET LOCAL intervalstyle = 'postgres'; SET LOCAL timezone = 'UTC';
    SET LOCAL client_encoding = 'UTF8'; SET LOCAL extra_float_digits = 3`)
}
