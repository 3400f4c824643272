import { chmodSync, chownSync, existsSync, lstatSync, mkdirSync, readdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Client } from 'pg'
import { closeDataFolder, privateFolderMode } from '../../../lib/data-folder.ts'
import { SettingError, messageOf } from '../../../lib/errors.ts'
import type { Logger } from '../../../lib/logger.ts'
import { accountFor, type Account } from './account.ts'
import { checkVersion, ensureCluster } from './cluster.ts'
import { lockFolder, lockHolder, type FolderLock } from './folder-lock.ts'
import { stopOrphan } from './orphan.ts'
import { ensurePassword, readPassword } from './password.ts'
import { findPrograms, installedPackage, packageVersion } from './programs.ts'
import { requirePassword } from './require-password.ts'
import { connectionTo, forgetConnection, urlOf, type SocketConnection } from './socket.ts'
import { supervise } from './supervise.ts'

/**
 * The built-in database: a real PostgreSQL as a child process, used when DATABASE_URL is not set.
 *
 * Owns `<data folder>/postgres`. Refuses a folder that another process uses, and one made by another
 * major version. It listens on no network, and asks for the password that is in the data folder.
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
  const { dataDir, folder, clusterDir } = foldersOf(options.dataDir)
  const owner = prepareFolder(dataDir, folder, logger)
  const account = accountFor(clusterDir)
  const lock = takeLock(folder, owner)
  try {
    // Another user cannot run what lies below our private folder, wherever in it.
    const copyDirs = account ? ['/var/lib/throughline', join(tmpdir(), 'throughline')] : [join(folder, 'programs')]
    const programs = await findPrograms(account, copyDirs)
    await stopOrphan(clusterDir, logger)
    await ensureCluster(clusterDir, { programs, account, fsync, copyDirs })
    const connection = connectionTo(clusterDir, ensurePassword(folder, owner))
    const server = await supervise(clusterDir, { programs, account, fsync, logger })
    try {
      await requirePassword(connection, { clusterDir, account, server })
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
  const { folder, clusterDir } = foldersOf(dataDir)
  if (!existsSync(join(clusterDir, 'postmaster.pid'))) return undefined
  const connection = connectionTo(clusterDir, readPassword(folder))
  return { connection, url: urlOf(connection) }
}

/** Throws where the next start would refuse the cluster of a data folder. Starts and changes nothing. */
export function checkStoppedCluster(dataDir: string): void {
  checkVersion(foldersOf(dataDir).clusterDir, { version: packageVersion(installedPackage()) })
}

function foldersOf(dataDir: string): { dataDir: string; folder: string; clusterDir: string } {
  const folder = resolve(dataDir, 'postgres')
  return { dataDir: resolve(dataDir), folder, clusterDir: join(folder, 'cluster') }
}

/**
 * Makes and closes the folders, and answers with whose they are, as far as root has to say so. PostgreSQL's user owns
 * the cluster only: in a folder of its own it could lead us to files elsewhere by links with names that we use.
 */
function prepareFolder(dataDir: string, folder: string, logger: Logger): Account | undefined {
  try {
    closeDataFolder(dataDir, logger)
    mkdirSync(folder, { recursive: true, mode: privateFolderMode })
    chmodSync(folder, privateFolderMode)
    if (process.getuid?.() !== 0) return undefined
    const { uid, gid } = statSync(dataDir)
    chownSync(folder, uid, gid)
    // In earlier versions PostgreSQL's user could put links here.
    for (const name of readdirSync(folder)) {
      const found = lstatSync(join(folder, name))
      // A password that another user wrote is one that they know.
      const isTheirs = name === 'password' && found.uid !== uid
      if (found.isSymbolicLink() || isTheirs) rmSync(join(folder, name))
    }
    return { uid, gid }
  } catch (error) {
    if (error instanceof SettingError) throw error
    throw new SettingError(
      'DATA_DIR',
      `The data folder ${folder} cannot be used (${messageOf(error)}). ` +
        'Start as the user who owns it, or name another with DATA_DIR.',
    )
  }
}

function takeLock(folder: string, owner: Account | undefined): FolderLock {
  const file = join(folder, 'lock')
  let lock: FolderLock | undefined
  try {
    lock = lockFolder(file, owner)
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
