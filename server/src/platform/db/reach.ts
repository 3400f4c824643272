import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import { errorCode, messageOf, SettingError } from '../../lib/errors.ts'
import type { Logger } from '../../lib/logger.ts'
import type { ConnectionRoom } from './connection-room.ts'
import type { Connection } from './connection.ts'
import { isDatabaseAway } from './database-errors.ts'

export interface Reached {
  /** PostgreSQL's, such as 18.4. */
  readonly version: string
  /** Its clock minus ours. */
  readonly skewMs: number
  /** A pooler (PgBouncer, say) is between us: a connection is ours for the length of a transaction, and no longer. */
  readonly isPooled: boolean
  readonly room: ConnectionRoom
  /** The same for every way to one database. */
  readonly identity: string
}

export interface ReachOptions {
  logger: Logger
  patienceMs: number
  setting?: 'DATABASE_URL' | 'DATABASE_DIRECT_URL'
}

/**
 * The first connection: waits for a database that is still starting (in a composition of containers nobody knows who
 * is up first), refuses one that we cannot use with a sentence, and finds out what is between us and it.
 */
export async function reachDatabase(connection: Connection, options: ReachOptions): Promise<Reached> {
  const { setting = 'DATABASE_URL' } = options
  const client = await connectPatiently(connection, options)
  try {
    const { rows } = await client.query<Facts>(factsSql)
    const { version, number, encoding, nowMs, backendPid, identity, ...room } = rows[0]!
    refuseUnsuitable({ version, number, encoding }, setting)
    // A pooler gives its clients keys of its own.
    const isPooled = 'processID' in client && client.processID !== backendPid
    return { version, skewMs: nowMs - Date.now(), isPooled, room, identity }
  } finally {
    await client.end()
  }
}

async function connectPatiently(
  connection: Connection,
  { logger, patienceMs, setting = 'DATABASE_URL' }: ReachOptions,
): Promise<Client> {
  const patientUntil = Date.now() + patienceMs
  for (let attempt = 0; ; attempt++) {
    let client: Client | undefined
    try {
      // Nothing but what every pooler takes.
      client = new Client({ ...connection, connectionTimeoutMillis: 10_000 })
      client.on('error', () => {})
      await client.connect()
      return client
    } catch (error) {
      // The driver leaves a connection open for which there was no password.
      void client?.end().catch(() => {})
      if (error instanceof SettingError) throw error
      const why = `${messageOf(error) || errorCode(error)}`
      if (!isDatabaseAway(error) || Date.now() > patientUntil) {
        throw new SettingError(setting, `The database of ${setting} cannot be used: ${why}.`)
      }
      if (attempt === 0) logger.warn({ why }, 'waiting for the database')
      await delay(Math.min(100 * 2 ** attempt, 1000))
    }
  }
}

interface Facts extends ConnectionRoom {
  version: string
  number: number
  encoding: string
  nowMs: number
  backendPid: number
  identity: string
}

const factsSql = `
  select current_setting('server_version') as version, current_setting('server_version_num')::int as number,
    current_setting('server_encoding') as encoding, pg_backend_pid() as "backendPid",
    extract(epoch from clock_timestamp())::float8 * 1000 as "nowMs",
    concat(d.oid, ' of ', extract(epoch from pg_postmaster_start_time())) as identity,
    current_setting('max_connections')::int as max,
    current_setting('superuser_reserved_connections')::int
      + coalesce(current_setting('reserved_connections', true)::int, 0) as reserved,
    r.rolsuper as "isSuperuser", r.rolconnlimit as "roleLimit", d.datconnlimit as "databaseLimit",
    (select count(*)::int from pg_stat_activity a where a.usesysid is not null and a.pid <> pg_backend_pid()) as taken
  from pg_database d, pg_roles r where d.datname = current_database() and r.rolname = current_user`

function refuseUnsuitable(
  { version, number, encoding }: Pick<Facts, 'version' | 'number' | 'encoding'>,
  setting: string,
): void {
  if (number < 150_000) {
    throw new SettingError(setting, `Throughline needs PostgreSQL 15 or newer; ${setting} leads to ${version}.`)
  }
  if (encoding !== 'UTF8') {
    throw new SettingError(
      setting,
      `Throughline needs a database in UTF8; that of ${setting} is in ${encoding}. Make one with ENCODING 'UTF8'.`,
    )
  }
}
