import { existsSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { runningEmbedded, startEmbedded } from '../../db/embedded/embedded.ts'
import { currentVersion, requiredVersion } from '../../db/migrate.ts'
import type { Config } from '../../lib/config.ts'
import { openPartsOf } from '../../lib/data-folder.ts'
import { messageOf } from '../../lib/errors.ts'
import { silentLogger } from '../../lib/logger.ts'
import type { Finding } from '../doctor.ts'

/** Older ones lack what the schema uses. */
const oldestVersion = 150_000
const toleratedSkewMs = 5000

export async function checkDatabase(config: Config): Promise<Finding[]> {
  if (config.databaseUrl !== null) return look({ connectionString: config.databaseUrl })
  const { dataDir } = config
  if (!existsSync(join(dataDir, 'postgres/cluster'))) {
    return [{ name: 'Database', ok: true, sentence: 'The built-in database will be made at the first start.' }]
  }
  const opened = openPartsOf(dataDir)
  const running = runningEmbedded(dataDir)
  if (running) return look(running.connection)
  // To start it would close the folder, and that is for the operator to say.
  if (opened.length > 0) {
    return [{ name: 'Database', ok: false, sentence: 'The built-in database is not looked at in an open folder.' }]
  }
  const embedded = await startEmbedded({ dataDir, logger: silentLogger })
  try {
    return await look(embedded.connection)
  } finally {
    await embedded.stop()
  }
}

async function look(connection: pg.ClientConfig): Promise<Finding[]> {
  const pool = new pg.Pool({ ...connection, max: 2, connectionTimeoutMillis: 5000 })
  pool.on('error', () => {})
  try {
    const { rows } = await pool.query<{ version: number; name: string; now: Date }>(
      `select current_setting('server_version_num')::int as version, current_setting('server_version') as name, now()`,
    )
    const { version, name, now } = rows[0]!
    const skewMs = Math.abs(now.getTime() - Date.now())
    const applied = await currentVersion(pool)
    return [
      {
        name: 'Database',
        ok: version >= oldestVersion,
        sentence: `PostgreSQL ${name} answers.`,
        ...(version < oldestVersion ? { advice: 'Throughline wants PostgreSQL 15 or newer.' } : {}),
      },
      {
        name: 'Schema',
        ok: true,
        sentence:
          applied === requiredVersion()
            ? 'The schema is up to date.'
            : `The schema is at ${applied} of ${requiredVersion()}; the next start brings it up.`,
      },
      {
        name: 'Time',
        ok: skewMs < toleratedSkewMs,
        sentence: `The clocks of this machine and of the database differ by ${Math.round(skewMs)} ms.`,
        ...(skewMs < toleratedSkewMs
          ? {}
          : { advice: 'Synchronise both by NTP: entries are ordered by these clocks.' }),
      },
    ]
  } catch (error) {
    return [
      {
        name: 'Database',
        ok: false,
        sentence: `It does not answer: ${messageOf(error)}`,
        advice: 'Check DATABASE_URL, and that PostgreSQL runs and lets this user in.',
      },
    ]
  } finally {
    await pool.end()
  }
}
