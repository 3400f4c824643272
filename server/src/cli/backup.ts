import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { backupDatabase, type ArchiveContents, type BackupFile } from '../db/backup/backup.ts'
import type { FileStore } from '../files/files.ts'
import { productVersion } from '../lib/product-version.ts'
import { fileProblem } from './file-problem.ts'
import { librarySchemas } from './library-schemas.ts'
import { openInstallation } from './open-installation.ts'
import type { Printer } from './printer.ts'

/** Everything in one file. It appears under its name only when it is complete. */
export async function backup([target]: readonly string[], out: Printer): Promise<number> {
  if (target === undefined) {
    out.complain('Name the file to write: throughline backup FILE.tar.gz')
    return 2
  }
  const unfinished = `${target}.unfinished`
  await using archive = await open(unfinished, 'w', 0o600).catch((error: unknown) => {
    throw fileProblem(target, 'written', error)
  })
  try {
    const contents = await save(archive)
    await rename(unfinished, target)
    out.result({ file: target, ...contents }, [
      `Saved ${contents.rows} rows of ${contents.tables} tables and ${contents.files} files to ${target}.`,
      'It holds everything but the key that seals secrets: keep SECRET_KEY or DATA_DIR/secret.key with it.',
    ])
    return 0
  } catch (error) {
    await rm(unfinished, { force: true })
    throw error
  }
}

async function save(archive: FileHandle): Promise<ArchiveContents> {
  const installation = await openInstallation()
  try {
    return await backupDatabase({
      pool: installation.database.pool,
      to: archive.createWriteStream({ flush: true }),
      version: productVersion,
      at: new Date(),
      schemas: librarySchemas,
      files: () => filesOf(installation.files),
    })
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
