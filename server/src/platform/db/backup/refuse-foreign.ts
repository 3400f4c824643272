import { untranslated } from '@throughline/protocol/words.ts'
import { createHash } from 'node:crypto'
import { AppError } from '../../../lib/errors.ts'
import { requiredVersion } from '../migrate.ts'
import type { LibrarySchema } from './archive.ts'
import type { Manifest } from './manifest.ts'

/** Of the SQL that makes a library's schema, as it stands in an archive. */
export function digestOf(construction: string): string {
  return createHash('sha256').update(withoutTransaction(construction)).digest('hex')
}

/** The archive's one transaction is ours. */
export function withoutTransaction(sql: string): string {
  return sql.replace(/^\s*(BEGIN|COMMIT);\s*$/gm, '')
}

/**
 * Refuses an archive of a newer version, and one that brings SQL of its own: restoring runs as the owner of the
 * database, and SQL can run programs.
 */
export function refuseForeign(
  { version, schemaVersion, schemas }: Manifest,
  options: { schemas?: LibrarySchema[]; migrationsDir?: string },
): void {
  if (schemaVersion > requiredVersion(options.migrationsDir)) {
    throw new AppError(
      'conflict',
      untranslated(
        `The archive was made by Throughline ${version}, which is newer than this one. Restore it with that version.`,
      ),
    )
  }
  for (const { name, construction } of schemas) {
    const known = options.schemas?.find((schema) => schema.name === name)?.knownDigests
    if (known?.includes(digestOf(construction))) continue
    throw new AppError(
      'conflict',
      untranslated(
        `The archive brings SQL for ${JSON.stringify(name)} that no version of Throughline up to this one writes. ` +
          'It is not run. Nothing was restored.',
      ),
    )
  }
}
