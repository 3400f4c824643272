import type { Pool } from 'pg'
import { errorCode, messageOf } from '../../../lib/errors.ts'
import { productVersion } from '../../../lib/product-version.ts'
import { readApplied, refuseNewer, refuseOther } from './applied-migrations.ts'
import { migrationsDir, readMigrations } from './read-migrations.ts'

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

/** Refuses a schema that a newer version made and that does not leave `version` running. */
export async function refuseNewerSchema(pool: Pool, version: string): Promise<void> {
  refuseNewer(await readApplied(pool), requiredVersion(), version)
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
    const applied = await readApplied(pool)
    refuseNewer(applied, required, productVersion)
    refuseOther(migrations, applied)
    return { version, required, refusal: null }
  } catch (error) {
    return { version, required, refusal: messageOf(error) }
  }
}

const undefinedTable = '42P01'
