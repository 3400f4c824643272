import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type pg from 'pg'
import { openDatabase } from '../../db/db.ts'
import { checkStoppedCluster, runningEmbedded } from '../../db/embedded/embedded.ts'
import { currentVersion, requiredVersion } from '../../db/migrate.ts'
import type { Config } from '../../lib/config.ts'
import { openPartsOf } from '../../lib/data-folder.ts'
import { messageOf } from '../../lib/errors.ts'
import { silentLogger } from '../../lib/logger.ts'
import type { Finding } from '../doctor.ts'
import { checkFeed } from './feed.ts'

/** Older ones lack what the schema uses. */
const oldestVersion = 150_000
const toleratedSkewMs = 5000

export async function checkDatabase(config: Config): Promise<Finding[]> {
  if (config.databaseUrl !== null) {
    const advice = 'Check DATABASE_URL, and that PostgreSQL runs and lets this user in.'
    return look({ connectionString: config.databaseUrl }, advice)
  }
  const { dataDir } = config
  if (!existsSync(join(dataDir, 'postgres/cluster'))) {
    return [{ name: 'Database', ok: true, sentence: 'The built-in database will be made at the first start.' }]
  }
  // Refuses a link or a folder of another user.
  openPartsOf(dataDir)
  const running = runningEmbedded(dataDir)
  if (running) {
    return look(
      running.connection,
      'Start the product: it repairs a database that was cut off. If it runs, see its log.',
    )
  }
  checkStoppedCluster(dataDir)
  return [
    {
      name: 'Database',
      ok: true,
      sentence: 'The built-in database is stopped, so it was not examined.',
      advice: 'Start the product and run doctor again.',
    },
  ]
}

async function look(connection: pg.ClientConfig, adviceWhenAway: string): Promise<Finding[]> {
  const quick = { ...connection, connectionTimeoutMillis: 5000 }
  const database = openDatabase({ connection: quick, poolSize: 2, logger: silentLogger })
  const { db, pool } = database
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
      ...(applied === requiredVersion() ? [await checkFeed(db)] : []),
    ]
  } catch (error) {
    return [
      {
        name: 'Database',
        ok: false,
        sentence: `It does not answer: ${messageOf(error)}`,
        advice: adviceWhenAway,
      },
    ]
  } finally {
    await database.close()
  }
}
