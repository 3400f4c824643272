import { chmodSync, chownSync, existsSync, mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { Client } from 'pg'
import { SettingError, messageOf } from '../../lib/errors.ts'
import type { Logger } from '../../lib/logger.ts'
import { accountFor, type Account } from './account.ts'
import { ensureCluster } from './cluster.ts'
import { lockFolder, lockHolder, type FolderLock } from './folder-lock.ts'
import { stopOrphan } from './orphan.ts'
import { findPrograms } from './programs.ts'
import { connectionTo, forgetConnection, urlOf, type SocketConnection } from './socket.ts'
import { supervise } from './supervise.ts'

/**
 * The built-in database: a real PostgreSQL as a child process, for whoever sets no DATABASE_URL.
 *
 * Owns `<data folder>/postgres`. Refuses a folder that another process uses, and one made by another
 * major version. It listens on no network.
 */
export interface EmbeddedDatabase {
  readonly connection: SocketConnection
  /** The same as a URL. */
  readonly url: string
  /** Changes when the server died and was started again. */
  readonly pid: number
  /** Settles when the server is gone for good, with the reason: stopped, or dead again and again. */
  readonly ended: Promise<string>
  stop(): Promise<void>
}

export async function startEmbedded(options: {
  dataDir: string
  logger: Logger
  /** Off for tests only: a power cut may then destroy everything. */
  fsync?: boolean
}): Promise<EmbeddedDatabase> {
  const { logger, fsync = true } = options
  const { folder, clusterDir } = foldersOf(options.dataDir)
  const account = accountFor(clusterDir)
  prepareFolder(folder, account)
  const lock = takeLock(folder, account)
  try {
    const programs = await findPrograms(account, [
      join(folder, 'programs'),
      // Nobody cannot run what lies below a private folder, wherever in it.
      ...(account ? ['/var/lib/throughline'] : []),
    ])
    await stopOrphan(clusterDir, logger)
    await ensureCluster(clusterDir, { programs, account, fsync })
    const server = await supervise(clusterDir, { programs, account, fsync, logger })
    try {
      const connection = connectionTo(clusterDir)
      await ensureDatabase(connection)
      const stop = async (): Promise<void> => {
        await server.stop()
        forgetConnection(connection, clusterDir)
        lock.release()
      }
      let stopping: Promise<void> | undefined
      return {
        connection,
        url: urlOf(connection),
        get pid() {
          return server.pid
        },
        ended: server.ended,
        stop: () => (stopping ??= stop()),
      }
    } catch (error) {
      await server.stop()
      throw error
    }
  } catch (error) {
    lock.release()
    throw error
  }
}

/** How to reach the server of a data folder that another process of ours runs; undefined when none does. */
export function runningEmbedded(dataDir: string): { connection: SocketConnection; url: string } | undefined {
  const { clusterDir } = foldersOf(dataDir)
  if (!existsSync(join(clusterDir, 'postmaster.pid'))) return undefined
  const connection = connectionTo(clusterDir)
  return { connection, url: urlOf(connection) }
}

function foldersOf(dataDir: string): { folder: string; clusterDir: string } {
  const folder = resolve(dataDir, 'postgres')
  return { folder, clusterDir: join(folder, 'cluster') }
}

function prepareFolder(folder: string, account: Account | undefined): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
    chmodSync(folder, 0o700)
    if (account) chownSync(folder, account.uid, account.gid)
  } catch (error) {
    throw new SettingError(
      'DATA_DIR',
      `The data folder ${folder} cannot be used (${messageOf(error)}). ` +
        'Start as the user who owns it, or name another with DATA_DIR.',
    )
  }
}

function takeLock(folder: string, account: Account | undefined): FolderLock {
  const file = join(folder, 'lock')
  let lock: FolderLock | undefined
  try {
    lock = lockFolder(file, account)
  } catch (error) {
    throw new SettingError('DATA_DIR', `The data folder ${folder} cannot be locked (${messageOf(error)}).`)
  }
  if (!lock) {
    throw new SettingError(
      'DATA_DIR',
      `The data folder ${resolve(folder, '..')} is in use by ${lockHolder(file)}. ` +
        'Stop that first, or give this one a folder of its own with DATA_DIR.',
    )
  }
  return lock
}

async function ensureDatabase(connection: SocketConnection): Promise<void> {
  const client = new Client({ ...connection, database: 'postgres' })
  await client.connect()
  try {
    const { rowCount } = await client.query('SELECT FROM pg_database WHERE datname = $1', [connection.database])
    // Copying files is eight times as fast as the default, which is made for templates that are in use.
    if (rowCount === 0) await client.query(`CREATE DATABASE ${connection.database} STRATEGY file_copy`)
  } finally {
    await client.end()
  }
}
