import { chmodSync, chownSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import pg from 'pg'
import { SettingError } from '../../lib/errors.ts'
import type { Logger } from '../../lib/logger.ts'
import { accountFor, type Account } from './account.ts'
import { ensureCluster, superuser } from './cluster.ts'
import { lockFolder, lockHolder } from './folder-lock.ts'
import { stopOrphan } from './orphan.ts'
import { findPrograms } from './programs.ts'
import { startServer } from './server.ts'
import { clientFolder } from './socket.ts'

/**
 * The built-in database: a real PostgreSQL as a child process, for whoever sets no DATABASE_URL.
 *
 * Owns `<data folder>/postgres`. Refuses a folder that another process uses, and one made by another
 * major version. It listens on no network.
 */
export interface EmbeddedDatabase {
  readonly connection: SocketConnection
  /** The same as a URL, for what takes only one. */
  readonly url: string
  readonly pid: number
  /** Settles when the server is gone, with the reason; after `stop` too. */
  readonly exited: Promise<string>
  stop(): Promise<void>
}

export interface SocketConnection {
  host: string
  port: number
  user: string
  database: string
}

export async function startEmbedded(options: {
  dataDir: string
  logger: Logger
  /** Off for tests only: a power cut may then destroy everything. */
  fsync?: boolean
}): Promise<EmbeddedDatabase> {
  const { logger, fsync = true } = options
  const folder = resolve(options.dataDir, 'postgres')
  const clusterDir = join(folder, 'cluster')
  const account = accountFor(clusterDir)
  prepareFolder(folder, account)

  const lockFile = join(folder, 'lock')
  const lock = lockFolder(lockFile, account)
  if (!lock) {
    throw new SettingError(
      'DATA_DIR',
      `The data folder ${resolve(options.dataDir)} is in use by ${lockHolder(lockFile)}. ` +
        'Stop that first, or give this one a folder of its own with DATA_DIR.',
    )
  }
  try {
    const copyDirs = [join(folder, 'programs'), ...(account ? ['/var/lib/throughline'] : [])]
    const programs = await findPrograms(account, copyDirs)
    await ensureCluster(clusterDir, { programs, account, fsync })
    await stopOrphan(clusterDir, logger)
    const server = await startServer(clusterDir, { programs, account, fsync, logger })
    const sockets = clientFolder(clusterDir)
    const connection = { host: sockets.path, port: 5432, user: superuser, database: 'throughline' }
    await ensureDatabase(connection)
    return {
      connection,
      url: `postgresql://${superuser}@${encodeURIComponent(sockets.path)}:5432/${connection.database}`,
      pid: server.pid,
      exited: server.exited,
      stop: async () => {
        await server.stop()
        sockets.remove()
        lock.release()
      },
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

function prepareFolder(folder: string, account: Account | undefined): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    chmodSync(folder, 0o700)
    if (account) chownSync(folder, account.uid, account.gid)
  } catch (error) {
    throw new SettingError('DATA_DIR', `The data folder ${folder} cannot be used: ${(error as Error).message}.`)
  }
}

async function ensureDatabase(connection: SocketConnection): Promise<void> {
  const client = new pg.Client({ ...connection, database: 'postgres' })
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [connection.database])
    if (rowCount === 0) await client.query(`CREATE DATABASE ${connection.database}`)
  } finally {
    await client.end()
  }
}
