import { open } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { checkArchive, restoreDatabase } from '../platform/db/backup/backup.ts'
import { command } from './command.ts'
import { fileProblem } from './file-problem.ts'
import { librarySchemas } from './library-schemas.ts'
import { openInstallation } from './open-installation.ts'
import type { Printer } from './printer.ts'

export const restore = command(
  {
    command: 'npx throughline restore',
    what: 'Puts a backup into an empty installation: all of it, or nothing.',
    options: {},
    positionals: { usage: 'FILE.tar.gz', min: 1, max: 1, missing: 'Name the file to read.' },
  },
  ({ positionals }, out) => putBack(positionals[0]!, out),
)

/** Into an empty installation only; all or nothing. The archive is opened first: a typing error makes no database. */
async function putBack(source: string, out: Printer): Promise<number> {
  await using archive = await open(source).catch((error: unknown) => {
    throw fileProblem(source, 'read', error)
  })
  // A file is read through first, so that nothing is begun with one that is damaged or was made to do damage.
  const isFile = (await archive.stat()).isFile()
  const read = (): Readable => archive.createReadStream({ autoClose: false, ...(isFile ? { start: 0 } : {}) })
  if (isFile) await checkArchive({ from: read(), schemas: librarySchemas })
  const installation = await openInstallation({ toRead: false })
  const { database, files, logger } = installation
  try {
    const contents = await restoreDatabase({
      pool: database.direct.pool,
      from: read(),
      schemas: librarySchemas,
      logger,
      onFile: async ({ name, content }) => files.putUnder(name, await buffer(content)),
    })
    out.result({ file: source, ...contents }, [
      `Restored ${contents.rows} rows of ${contents.tables} tables and ${contents.files} files, saved at ${contents.createdAt}.`,
      'The next start wants the key that belongs to it: SECRET_KEY, or the old DATA_DIR/secret.key put into this folder.',
    ])
    return 0
  } finally {
    await installation.close()
  }
}
