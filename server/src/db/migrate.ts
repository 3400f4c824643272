import { createHash } from 'node:crypto'
import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Pool, PoolClient } from 'pg'
import { AppError, errorCode, messageOf } from '../lib/errors.ts'
import type { Logger } from '../lib/logger.ts'
import { catchUpTransactionIds } from './transaction-ids.ts'

export const migrationsDir = join(import.meta.dirname, '../../migrations')

export interface Migration {
  version: number
  name: string
  sql: string
  checksum: string
}

/**
 * Brings the schema up to the newest file, one transaction per file, forward only. Any number of nodes may call
 * it at once: one works, the others wait and find it done.
 */
export async function migrate(
  pool: Pool,
  options: { logger: Logger; dir?: string; upTo?: number },
): Promise<{ applied: number[]; version: number }> {
  const all = readMigrations(options.dir ?? migrationsDir)
  const migrations = all.filter(({ version }) => version <= (options.upTo ?? Infinity))
  const client = await pool.connect()
  try {
    const applied: number[] = []
    for (;;) {
      const next = await alone(client, async () => {
        const before = await appliedMigrations(client)
        refuseMismatch(migrations, before, all.at(-1)?.version ?? 0)
        const missing = migrations.find(({ version }) => !before.has(version))
        if (missing) await apply(client, missing, options.logger)
        return missing
      })
      if (!next) break
      applied.push(next.version)
    }
    await catchUpTransactionIds(client, options.logger)
    client.release()
    return { applied, version: migrations.at(-1)?.version ?? 0 }
  } catch (error) {
    // Whatever state it is in.
    client.release(true)
    throw error
  }
}

/**
 * One transaction, while other nodes wait at its beginning. The lock and the settings are the transaction's and not the
 * session's, because a pooler may be between us and PostgreSQL.
 */
async function alone<T>(client: PoolClient, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN ISOLATION LEVEL READ COMMITTED')
  // A migration may take long, and waiting for another node's may too.
  await client.query(
    `SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL lock_timeout = 0`,
  )
  await client.query('SELECT pg_advisory_xact_lock($1)', [lockKey])
  const result = await work()
  await client.query('COMMIT')
  return result
}

/** Makes the schema of a version in an empty database, within the caller's transaction: for a restore. */
export async function createSchema(client: PoolClient, options: { upTo: number; dir?: string }): Promise<void> {
  const migrations = readMigrations(options.dir ?? migrationsDir)
  await createMigrationsTable(client)
  for (const migration of migrations.filter(({ version }) => version <= options.upTo)) await run(client, migration)
}

/** What this version of the program needs: readiness compares it with `currentVersion`. */
export function requiredVersion(dir: string = migrationsDir): number {
  return readMigrations(dir).at(-1)?.version ?? 0
}

/** The newest migration in the database; 0 when there is none. */
export async function currentVersion(pool: Pool): Promise<number> {
  try {
    const { rows } = await pool.query<{ version: number | null }>(
      'SELECT max(version) AS version FROM schema_migrations',
    )
    return rows[0]?.version ?? 0
  } catch (error) {
    if (errorCode(error) === undefinedTable) return 0
    throw error
  }
}

export interface SchemaState {
  version: number
  required: number
  /** The sentence with which a start would refuse it. */
  refusal: string | null
}

/** Where the schema is. Changes nothing. */
export async function lookAtSchema(pool: Pool): Promise<SchemaState> {
  const migrations = readMigrations(migrationsDir)
  const required = migrations.at(-1)?.version ?? 0
  const version = await currentVersion(pool)
  if (version === 0) return { version, required, refusal: null }
  try {
    refuseMismatch(migrations, await readApplied(pool), required)
    return { version, required, refusal: null }
  } catch (error) {
    return { version, required, refusal: messageOf(error) }
  }
}

function readMigrations(dir: string): Migration[] {
  const migrations = readdirSync(dir)
    .filter((file) => file.endsWith('.sql'))
    .sort()
    .map((file) => {
      const match = /^(\d{4})-([a-z0-9-]+)\.sql$/.exec(file)
      if (!match) throw new Error(`The migration ${file} must be named like 0001-some-words.sql.`)
      const sql = readFileSync(join(dir, file), 'utf8')
      // A checkout with other line ends is the same migration.
      const checksum = createHash('sha256').update(sql.replaceAll('\r\n', '\n')).digest('hex')
      return { version: Number(match[1]), name: match[2]!, sql, checksum }
    })
  const twice = migrations.find((migration, index) => migration.version === migrations[index - 1]?.version)
  if (twice) throw new Error(`Two migrations have the number ${twice.version}.`)
  return migrations
}

async function createMigrationsTable(client: PoolClient): Promise<void> {
  await client.query(`
    CREATE TABLE IF NOT EXISTS schema_migrations (
      version integer PRIMARY KEY,
      name text NOT NULL,
      checksum text NOT NULL,
      applied_at timestamptz NOT NULL DEFAULT now()
    )`)
}

async function appliedMigrations(client: PoolClient): Promise<Map<number, { name: string; checksum: string }>> {
  await createMigrationsTable(client)
  return readApplied(client)
}

async function readApplied(queryable: Pick<Pool, 'query'>): Promise<Map<number, { name: string; checksum: string }>> {
  const { rows } = await queryable.query<{ version: number; name: string; checksum: string }>(
    'SELECT version, name, checksum FROM schema_migrations ORDER BY version',
  )
  return new Map(rows.map((row) => [row.version, row]))
}

function refuseMismatch(
  migrations: Migration[],
  applied: Map<number, { name: string; checksum: string }>,
  newestKnown: number,
): void {
  const newest = Math.max(0, ...applied.keys())
  if (newest > newestKnown) {
    throw new AppError(
      'conflict',
      `This database was migrated by a newer version of Throughline (migration ${newest}, this one knows ${newestKnown}). ` +
        'Start that version, or restore a backup from before.',
    )
  }
  for (const { version, name, checksum } of migrations) {
    const was = applied.get(version)
    if (was && was.checksum !== checksum) {
      throw new AppError(
        'conflict',
        `The migration ${version} (${name}) was changed after it was applied to this database. ` +
          'Put the file back as it was and write a new one.',
      )
    }
    if (!was && version < newest) {
      throw new AppError(
        'conflict',
        `The migration ${version} (${name}) is older than the newest one in this database (${newest}). Give it the next number.`,
      )
    }
  }
}

async function apply(client: PoolClient, migration: Migration, logger: Logger): Promise<void> {
  const startedAt = performance.now()
  await run(client, migration)
  logger.debug({ migration: migration.name, ms: Math.round(performance.now() - startedAt) }, 'migrated')
}

async function run(client: PoolClient, { version, name, sql, checksum }: Migration): Promise<void> {
  try {
    await client.query(sql)
    await client.query('INSERT INTO schema_migrations (version, name, checksum) VALUES ($1, $2, $3)', [
      version,
      name,
      checksum,
    ])
  } catch (error) {
    throw new Error(`The migration ${version} (${name}) failed: ${messageOf(error)}`, { cause: error })
  }
}

// Any number of our own, the same on all nodes: "THRU" in ASCII.
const lockKey = 0x54485255
const undefinedTable = '42P01'
