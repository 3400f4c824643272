import { open } from 'node:fs/promises'
import { buffer } from 'node:stream/consumers'
import { restoreDatabase } from '../db/backup/backup.ts'
import { openInstallation } from './open-installation.ts'
import type { Printer } from './printer.ts'

/** Into an empty installation only; all or nothing. */
export async function restore([source]: readonly string[], out: Printer): Promise<number> {
  if (source === undefined) {
    out.complain('Name the file to read: throughline restore FILE.tar.gz')
    return 2
  }
  const archive = await open(source)
  const installation = await openInstallation()
  const { database, files, logger } = installation
  try {
    const contents = await restoreDatabase({
      pool: database.pool,
      from: archive.createReadStream(),
      logger,
      onFile: async ({ name, content }) => files.putUnder(name, await buffer(content)),
    })
    out.result({ file: source, ...contents }, [
      `Restored ${contents.rows} rows of ${contents.tables} tables and ${contents.files} files, saved at ${contents.createdAt}.`,
    ])
    return 0
  } finally {
    await installation.close()
  }
}
