import type { Pool } from 'pg'
import { SettingError } from '../../lib/errors.ts'
import type { Logger } from '../../lib/logger.ts'
import { fitPool, shortageOf, usualPoolSize } from './connection-room.ts'
import type { Connection } from './connection.ts'
import { openDatabase, type Database } from './db.ts'
import { reachDatabase, type Reached } from './reach.ts'

/** For what lasts longer than a transaction (LISTEN, locks of a session), and for long work. */
export interface DirectWay {
  readonly connection: Connection
  readonly pool: Pool
  /** False behind a pooler, when no way past it is known. */
  readonly keepsSessions: boolean
}

export interface ConnectedDatabase extends Database {
  readonly direct: DirectWay
}

/**
 * Opens the database that the settings name: waits for it, refuses it with a sentence where it cannot serve, fits the
 * pool to its limits, and finds the way past a pooler in front of it.
 */
export async function connectDatabase(options: {
  connection: Connection
  directConnection?: Connection | null
  /** null: the usual one, or what there is room for. */
  poolSize: number | null
  /** Connections that this process opens beside the pool. */
  beside?: number
  /** How long a database that is still starting is waited for. */
  patienceMs?: number
  logger: Logger
}): Promise<ConnectedDatabase> {
  const { connection, directConnection = null, poolSize, beside = 0, patienceMs = 30_000, logger } = options
  const reached = await reachDatabase(connection, { logger, patienceMs })
  const { isPooled, room } = reached
  // How many connections a pooler has is its own affair: we wait in its line.
  const size = isPooled ? (poolSize ?? usualPoolSize) : fitPool(poolSize, beside, room)
  const shortage = isPooled ? null : shortageOf(size, beside, room)
  if (shortage !== null) logger.warn(shortage)
  if (isPooled && !directConnection) logger.warn(withoutDirect)
  const direct =
    isPooled && directConnection ? await openDirect(directConnection, reached, { logger, patienceMs }) : null
  const database = openDatabase({ connection, poolSize: size, logger, isPooled })
  return {
    ...database,
    direct: direct?.way ?? { connection, pool: database.pool, keepsSessions: !isPooled },
    async close() {
      await Promise.all([database.close(), direct?.close()])
    },
  }
}

async function openDirect(
  connection: Connection,
  pooled: Reached,
  { logger, patienceMs }: { logger: Logger; patienceMs: number },
): Promise<{ way: DirectWay; close(): Promise<void> }> {
  const setting = 'DATABASE_DIRECT_URL'
  const { isPooled, identity } = await reachDatabase(connection, { logger, patienceMs, setting })
  if (isPooled) throw new SettingError(setting, `${setting} leads to a pooler too. Name PostgreSQL itself.`)
  if (identity !== pooled.identity) {
    throw new SettingError(setting, `${setting} and DATABASE_URL lead to different databases.`)
  }
  const database = openDatabase({ connection, poolSize: directPoolSize, logger })
  return { way: { connection, pool: database.pool, keepsSessions: true }, close: () => database.close() }
}

const withoutDirect =
  'DATABASE_URL leads to a pooler, and DATABASE_DIRECT_URL is not set: jobs are looked for once a second'

/** One is kept by the lock of the worker. */
const directPoolSize = 3
