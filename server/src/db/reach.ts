import { setTimeout as delay } from 'node:timers/promises'
import type { Pool, PoolClient } from 'pg'
import { errorCode, messageOf, SettingError } from '../lib/errors.ts'
import type { Logger } from '../lib/logger.ts'
import { isDatabaseAway } from './database-errors.ts'

/**
 * The first connection: waits for a database that is still starting (in a composition of containers nobody knows who
 * is up first), and refuses one that we cannot use, with a sentence.
 */
export async function reachDatabase(pool: Pool, options: { logger: Logger; patienceMs?: number }): Promise<PoolClient> {
  const client = await connectPatiently(pool, options)
  try {
    await refuseUnsuitable(client)
    return client
  } catch (error) {
    client.release()
    throw error
  }
}

async function connectPatiently(
  pool: Pool,
  { logger, patienceMs = 30_000 }: { logger: Logger; patienceMs?: number },
): Promise<PoolClient> {
  const patientUntil = Date.now() + patienceMs
  for (let attempt = 0; ; attempt++) {
    try {
      return await pool.connect()
    } catch (error) {
      const why = `${messageOf(error) || errorCode(error)}`
      if (!isDatabaseAway(error) || Date.now() > patientUntil) {
        throw new SettingError('DATABASE_URL', `The database of DATABASE_URL cannot be used: ${why}.`)
      }
      if (attempt === 0) logger.warn({ why }, 'waiting for the database')
      await delay(Math.min(100 * 2 ** attempt, 1000))
    }
  }
}

async function refuseUnsuitable(client: PoolClient): Promise<void> {
  const { rows } = await client.query<{ version: string; number: number; encoding: string }>(
    `SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int AS number,
       current_setting('server_encoding') AS encoding`,
  )
  const { version, number, encoding } = rows[0]!
  if (number < 150_000) {
    throw new SettingError(
      'DATABASE_URL',
      `Throughline needs PostgreSQL 15 or newer; DATABASE_URL leads to ${version}.`,
    )
  }
  if (encoding !== 'UTF8') {
    throw new SettingError(
      'DATABASE_URL',
      `Throughline needs a database in UTF8; that of DATABASE_URL is in ${encoding}. Make one with ENCODING 'UTF8'.`,
    )
  }
}
