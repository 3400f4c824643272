import { untranslated } from '@throughline/protocol/words.ts'
import { randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { backupDatabase, type ArchiveContents, type BackupFile } from '../platform/db/backup/backup.ts'
import type { FileStore } from '../platform/files/files.ts'
import { AppError } from '../lib/errors.ts'
import { productVersion } from '../lib/product-version.ts'
import { command } from './command.ts'
import { fileProblem } from './file-problem.ts'
import { librarySchemas } from './library-schemas.ts'
import { openInstallation } from './open-installation.ts'
import type { Printer } from './printer.ts'

export const backup = command(
  {
    command: 'npx throughline backup',
    what: 'Saves the database and the files as of this moment, while the product runs or without it.',
    options: { force: { type: 'boolean', what: 'replace a file of this name' } },
    positionals: { usage: 'FILE.tar.gz', min: 1, max: 1, missing: 'Name the file to write.' },
  },
  ({ values, positionals }, out) => write(positionals[0]!, { isForced: values.force === true }, out),
)

/** Everything in one file. It appears under its name only when it is complete. */
async function write(target: string, { isForced }: { isForced: boolean }, out: Printer): Promise<number> {
  if (existsSync(target) && !isForced) {
    throw new AppError(
      'conflict',
      untranslated(`${target} is there already. Name another file, or replace it with --force.`),
    )
  }
  // A name that nobody can guess and a file that is ours: in a folder for everybody, another user could have prepared
  // one to read along, or a link to overwrite something else.
  const unfinished = `${target}.${randomUUID()}.unfinished`
  await using archive = await open(unfinished, 'wx', 0o600).catch((error: unknown) => {
    throw fileProblem(target, 'written', error)
  })
  try {
    const contents = await save(archive)
    await rename(unfinished, target).catch((error: unknown) => {
      throw fileProblem(target, 'written', error)
    })
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
  const installation = await openInstallation({ toRead: true })
  try {
    return await backupDatabase({
      pool: installation.database.direct.pool,
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
