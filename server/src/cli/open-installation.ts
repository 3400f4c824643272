import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { runningEmbedded, startEmbedded } from '../platform/db/embedded/embedded.ts'
import { connectDatabase, type ConnectedDatabase } from '../platform/db/connect.ts'
import { connectionsOf } from '../platform/db/connection.ts'
import type { Connection } from '../platform/db/db.ts'
import { openFileStore, type FileStore } from '../platform/files/files.ts'
import { readConfig, type Config } from '../lib/config.ts'
import { closeDataFolder } from '../lib/data-folder.ts'
import { SettingError } from '../lib/errors.ts'
import { createLogger, type Logger } from '../lib/logger.ts'

export interface Installation {
  config: Config
  logger: Logger
  database: ConnectedDatabase
  files: FileStore
  close(): Promise<void>
}

/**
 * What the environment describes, beside the product or without it: the embedded database is used where it runs, and
 * else started for as long as the command takes.
 */
export async function openInstallation(options: { toRead: boolean }): Promise<Installation> {
  const config = readConfig(process.env)
  if (options.toRead && config.databaseUrl === null) refuseNothing(config.dataDir)
  const logger = createLogger('warn')
  closeDataFolder(config.dataDir, logger)
  const found = await findDatabase(config, logger)
  const database = await connectDatabase({ ...found, poolSize: 4, patienceMs: 0, logger }).catch(
    async (error: unknown) => {
      await found.stop()
      throw error
    },
  )
  return {
    config,
    logger,
    database,
    files: await openFileStore(config),
    async close() {
      await database.close()
      await found.stop()
    },
  }
}

/** What only reads makes no database where there is none. */
function refuseNothing(dataDir: string): void {
  if (existsSync(join(dataDir, 'postgres/cluster'))) return
  throw new SettingError('DATA_DIR', `There is no database in ${dataDir}. Name the folder of one with DATA_DIR.`)
}

async function findDatabase(
  config: Config,
  logger: Logger,
): Promise<{ connection: Connection; directConnection?: Connection | null; stop(): Promise<void> }> {
  const stop = async (): Promise<void> => {}
  if (config.databaseUrl !== null) return { ...connectionsOf(config), stop }
  const running = runningEmbedded(config.dataDir)
  return running ? { connection: running.connection, stop } : startEmbedded({ dataDir: config.dataDir, logger })
}
