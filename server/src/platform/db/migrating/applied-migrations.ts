import { untranslated } from '@throughline/protocol/words.ts'
import type { Pool, PoolClient } from 'pg'
import { AppError } from '../../../lib/errors.ts'
import type { Migration } from './read-migrations.ts'
import { leavesRunning } from './rolling.ts'

/** What the database says of the migrations that made it: the table `schema_migrations`. */
export type AppliedMigrations = ReadonlyMap<number, AppliedMigration>

interface AppliedMigration {
  version: number
  name: string
  checksum: string
  /** What its file said, for nodes that do not have the file; null: it was applied before this was recorded. */
  rolling: string | null
}

export async function createMigrationsTable(client: PoolClient): Promise<void> {
  await client.query(`
    CREATE TABLE IF NOT EXISTS schema_migrations (
      version integer PRIMARY KEY,
      name text NOT NULL,
      checksum text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now(),
      rolling text
    )`)
  // Asked first, because to add it locks the table also where it is there.
  const { rowCount } = await client.query(
    `SELECT FROM pg_attribute WHERE attrelid = 'schema_migrations'::regclass AND attname = 'rolling'`,
  )
  if (rowCount === 0) await client.query('ALTER TABLE schema_migrations ADD COLUMN rolling text')
}

export async function readApplied(queryable: Pick<Pool, 'query'>): Promise<AppliedMigrations> {
  // With `*`, because a database that was last migrated by an older version does not have `rolling` yet.
  const { rows } = await queryable.query<AppliedMigration>('SELECT * FROM schema_migrations ORDER BY version')
  return new Map(rows.map((row) => [row.version, { ...row, rolling: row.rolling ?? null }]))
}

export async function recordMigration(
  client: PoolClient,
  { version, name, checksum, rolling }: Migration,
): Promise<void> {
  await client.query('INSERT INTO schema_migrations (version, name, checksum, rolling) VALUES ($1, $2, $3, $4)', [
    version,
    name,
    checksum,
    rolling,
  ])
}

/** Refuses a database that a newer version migrated, unless each of those migrations leaves `version` running. */
export function refuseNewer(applied: AppliedMigrations, newestKnown: number, version: string): void {
  const unknown = [...applied.values()].filter((migration) => migration.version > newestKnown)
  if (unknown.every(({ rolling }) => leavesRunning(rolling, version))) return
  throw new AppError(
    'conflict',
    untranslated(
      `This database was migrated by a newer version of Throughline (migration ${unknown.at(-1)!.version}, this one knows ${newestKnown}). ` +
        'Start that version, or restore a backup from before.',
    ),
  )
}

/** Refuses a database that other files have made than these. */
export function refuseOther(migrations: readonly Migration[], applied: AppliedMigrations): void {
  const newest = Math.max(0, ...applied.keys())
  for (const { version, name, checksum } of migrations) {
    const was = applied.get(version)
    if (was && was.checksum !== checksum) {
      throw new AppError(
        'conflict',
        untranslated(
          `The migration ${version} (${name}) was changed after it was applied to this database. ` +
            'Put the file back as it was and write a new one.',
        ),
      )
    }
    if (!was && version < newest) {
      throw new AppError(
        'conflict',
        untranslated(
          `The migration ${version} (${name}) is older than the newest one in this database (${newest}). Give it the next number.`,
        ),
      )
    }
  }
}
