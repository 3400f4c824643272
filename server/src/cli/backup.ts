import { createWriteStream } from 'node:fs'
import { rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { backupDatabase, type BackupFile } from '../db/backup/backup.ts'
import type { FileStore } from '../files/files.ts'
import { librarySchemas } from './library-schemas.ts'
import { openInstallation } from './open-installation.ts'
import type { Printer } from './printer.ts'
import { productVersion } from '../lib/product-version.ts'

/** Everything in one file. It appears under its name only when it is complete. */
export async function backup([target]: readonly string[], out: Printer): Promise<number> {
  if (target === undefined) {
    out.complain('Name the file to write: throughline backup FILE.tar.gz')
    return 2
  }
  const installation = await openInstallation()
  const unfinished = `${target}.unfinished`
  try {
    const contents = await backupDatabase({
      pool: installation.database.pool,
      to: createWriteStream(unfinished, { mode: 0o600 }),
      version: productVersion,
      at: new Date(),
      schemas: librarySchemas,
      files: () => filesOf(installation.files),
    })
    await rename(unfinished, target)
    out.result({ file: target, ...contents }, [
      `Saved ${contents.rows} rows of ${contents.tables} tables and ${contents.files} files to ${target}.`,
      'It holds everything but the key that seals secrets: keep SECRET_KEY or DATA_DIR/secret.key with it.',
    ])
    return 0
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  } finally {
    await installation.close()
  }
}

async function* filesOf(files: FileStore): AsyncGenerator<BackupFile> {
  for await (const key of files.keys()) {
    const content = Buffer.from(await files.read(key))
    yield { name: key, sizeBytes: content.length, content: Readable.from([content]) }
  }
}
