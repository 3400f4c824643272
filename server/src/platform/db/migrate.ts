import { setTimeout as delay } from 'node:timers/promises'
import type { Pool, PoolClient } from 'pg'
import { minuteMs, secondMs } from '../../lib/clock.ts'
import { errorCode, messageOf } from '../../lib/errors.ts'
import type { Logger } from '../../lib/logger.ts'
import { productVersion } from '../../lib/product-version.ts'
import {
  createMigrationsTable,
  readApplied,
  recordMigration,
  refuseNewer,
  refuseOther,
} from './migrating/applied-migrations.ts'
import { buildIndex, isIndexComplete, withinTransaction } from './migrating/build-index.ts'
import { migrationsDir, readMigrations, type Migration } from './migrating/read-migrations.ts'
import { catchUpTransactionIds } from './transaction-ids.ts'

export { currentVersion, lookAtSchema, refuseNewerSchema, requiredVersion } from './migrating/look-at-schema.ts'
export type { SchemaState } from './migrating/look-at-schema.ts'
export { migrationsDir, type Migration } from './migrating/read-migrations.ts'
export { leavesRunning, rollingMark, rollingMarkOf, type RollingMark } from './migrating/rolling.ts'

/**
 * Whether the missing migrations may be applied under the nodes that run on this database; throws when one of those has to
 * be stopped. False: it is asked again a second later. Asked before each, within its transaction.
 */
export type MayApply = (client: PoolClient, missing: readonly Migration[]) => Promise<boolean>

export interface MigrateOptions {
  logger: Logger
  dir?: string
  upTo?: number
  /** Of the program that asks; by default this one. */
  version?: string
  mayApply?: MayApply
}

/**
 * Brings the schema up to the newest file, one transaction (or one index) per file, forward only. Any number of nodes may
 * call it at once: one works, the others wait and find it done. A schema that a newer version made is left as it is when
 * each migration since leaves `version` running, and refused otherwise.
 */
export async function migrate(pool: Pool, options: MigrateOptions): Promise<{ applied: number[]; version: number }> {
  const all = readMigrations(options.dir ?? migrationsDir)
  const migrations = all.filter(({ version }) => version <= (options.upTo ?? Infinity))
  const newestKnown = all.at(-1)?.version ?? 0
  const patientUntil = performance.now() + lockPatienceMs
  const client = await pool.connect()
  try {
    const applied: number[] = []
    for (;;) {
      const { done, next } = await alone(client, () => takeStep(client, { ...options, migrations, newestKnown })).catch(
        (error: unknown): Step => {
          if (!isLockedOut(error) || performance.now() > patientUntil) throw error
          options.logger.warn({ err: error }, 'a table is in use, so the migration is tried again')
          return { next: 'later' }
        },
      )
      if (done) applied.push(done.version)
      if (next === 'nothing') break
      const isDue = typeof next === 'object' ? await telling(next, () => buildIndex(client, next)) : next === 'at once'
      if (!isDue) await delay(secondMs)
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

/** What was applied, if anything, and what comes next: another step, an index to build first, or nothing. */
interface Step {
  done?: Migration
  next: 'at once' | 'later' | 'nothing' | (Migration & { index: string })
}

async function takeStep(
  client: PoolClient,
  options: MigrateOptions & { migrations: readonly Migration[]; newestKnown: number },
): Promise<Step> {
  const { migrations, newestKnown, version = productVersion, mayApply, logger } = options
  await createMigrationsTable(client)
  const before = await readApplied(client)
  refuseNewer(before, newestKnown, version)
  refuseOther(migrations, before)
  const missing = migrations.filter((migration) => !before.has(migration.version))
  const [migration] = missing
  if (!migration) return { next: 'nothing' }
  if (mayApply && !(await mayApply(client, missing))) return { next: 'later' }
  const { index } = migration
  if (index !== null && !(await isIndexComplete(client, index))) return { next: { ...migration, index } }
  await apply(client, migration, logger)
  return { done: migration, next: 'at once' }
}

/** Makes the schema of a version in an empty database, within the caller's transaction: for a restore. */
export async function createSchema(client: PoolClient, options: { upTo: number; dir?: string }): Promise<void> {
  const migrations = readMigrations(options.dir ?? migrationsDir)
  await createMigrationsTable(client)
  for (const migration of migrations.filter(({ version }) => version <= options.upTo)) await run(client, migration)
}

/**
 * One transaction, while other nodes wait at its beginning. The lock and the settings are the transaction's and not the
 * session's, because a pooler may be between us and PostgreSQL.
 */
async function alone<T>(client: PoolClient, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN ISOLATION LEVEL READ COMMITTED')
  try {
    // A migration may take long, and waiting for another node's may too.
    await client.query(
      `SET LOCAL statement_timeout = 0; SET LOCAL idle_in_transaction_session_timeout = 0; SET LOCAL lock_timeout = 0`,
    )
    await client.query('SELECT pg_advisory_xact_lock($1)', [lockKey])
    const result = await work()
    await client.query('COMMIT')
    return result
  } catch (error) {
    await client.query('ROLLBACK').catch(() => {})
    throw error
  }
}

async function apply(client: PoolClient, migration: Migration, logger: Logger): Promise<void> {
  const startedAt = performance.now()
  // Whatever asks for a table after a migration that waits for it waits as well. Other nodes work meanwhile, so it does
  // not wait for long: it gives up and comes back.
  if (migration.rolling !== 'no') await client.query(`SET LOCAL lock_timeout = ${waitsForTableMs}`)
  if (migration.index === null) await run(client, migration)
  else await recordMigration(client, migration)
  logger.debug({ migration: migration.name, ms: Math.round(performance.now() - startedAt) }, 'migrated')
}

async function run(client: PoolClient, migration: Migration): Promise<void> {
  await telling(migration, () => client.query(withinTransaction(migration.sql)))
  await recordMigration(client, migration)
}

/** What fails says which migration it was. */
async function telling<T>({ version, name }: Migration, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    throw new Error(`The migration ${version} (${name}) failed: ${messageOf(error)}`, { cause: error })
  }
}

// 55P03 lock_not_available, 40P01 deadlock_detected
function isLockedOut(error: unknown): boolean {
  const code = error instanceof Error ? errorCode(error.cause) : undefined
  return code === '55P03' || code === '40P01'
}

/** A request waits ten seconds for a table before it is refused. */
const waitsForTableMs = secondMs
/** Something that holds a table for so long has to be looked for by the operator. */
const lockPatienceMs = 5 * minuteMs
// Any number of our own, the same on all nodes: "THRU" in ASCII.
const lockKey = 0x54485255
