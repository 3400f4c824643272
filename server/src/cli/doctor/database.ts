import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { connectionLimit, fitPool, nodesOwn, shortageOf } from '../../platform/db/connection-room.ts'
import { connectionsOf } from '../../platform/db/connection.ts'
import { openDatabase, type Connection } from '../../platform/db/db.ts'
import { checkStoppedCluster, runningEmbedded } from '../../platform/db/embedded/embedded.ts'
import { lookAtSchema, type SchemaState } from '../../platform/db/migrate.ts'
import { reachDatabase, type Reached } from '../../platform/db/reach.ts'
import type { Config } from '../../lib/config.ts'
import { openPartsOf } from '../../lib/data-folder.ts'
import { messageOf } from '../../lib/errors.ts'
import { silentLogger } from '../../lib/logger.ts'
import type { Finding } from './finding.ts'
import { checkFeed } from './feed.ts'
import { checkLeases } from './leases.ts'
import { checkReactions } from './reactions.ts'
import { checkSchedules } from './schedules.ts'
import { checkTimers } from './timers.ts'

const toleratedSkewMs = 5000

export async function checkDatabase(config: Config): Promise<Finding[]> {
  if (config.databaseUrl !== null) {
    const advice = 'Check DATABASE_URL, and that PostgreSQL runs and lets this user in.'
    return look(config, connectionsOf(config).connection, advice)
  }
  const { dataDir } = config
  if (!existsSync(join(dataDir, 'postgres/cluster'))) {
    return [{ name: 'Database', ok: true, sentence: 'The built-in database will be made at the first start.' }]
  }
  // Refuses a link or a folder of another user.
  openPartsOf(dataDir)
  const running = runningEmbedded(dataDir)
  if (running) {
    const advice = 'Start the product: it repairs a database that was cut off. If it runs, see its log.'
    return look(config, running.connection, advice)
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

async function look(config: Config, connection: Connection, adviceWhenAway: string): Promise<Finding[]> {
  const name = 'Database'
  let reached: Reached
  try {
    reached = await reachDatabase(connection, { logger: silentLogger, patienceMs: 0 })
  } catch (error) {
    return [{ name, ok: false, sentence: messageOf(error), advice: adviceWhenAway }]
  }
  const { version, isPooled } = reached
  const between = isPooled ? 'answers, through a pooler' : 'answers'
  const findings = [
    { name, ok: true, sentence: `PostgreSQL ${version} ${between}.` },
    isPooled ? findWayPast(config) : findRoom(config, reached),
    findTime(reached),
  ]
  const quick = { ...connection, connectionTimeoutMillis: 5000 }
  const database = openDatabase({ connection: quick, poolSize: 2, logger: silentLogger, isPooled })
  try {
    const schema = await lookAtSchema(database.pool)
    const isUpToDate = schema.refusal === null && schema.version >= schema.required
    return [
      ...findings,
      findSchema(schema),
      ...(isUpToDate
        ? await Promise.all(
            [checkFeed, checkReactions, checkTimers, checkLeases, checkSchedules].map((check) => check(database.db)),
          )
        : []),
    ]
  } finally {
    await database.close()
  }
}

/** The same judgement as a start's. */
function findRoom(config: Config, { room }: Reached): Finding {
  const name = 'Connections'
  try {
    const size = fitPool(config.databasePoolSize, nodesOwn, room)
    const shortage = shortageOf(size, nodesOwn, room)
    if (shortage !== null) {
      return { name, ok: true, sentence: shortage, advice: 'When Throughline runs, some of those are its own.' }
    }
    const { limit } = connectionLimit(room)
    return { name, ok: true, sentence: `A node may open ${size + nodesOwn} of the ${limit} that PostgreSQL allows.` }
  } catch (error) {
    return { name, ok: false, sentence: messageOf(error) }
  }
}

function findWayPast({ databaseDirectUrl }: Config): Finding {
  const name = 'Pooler'
  if (databaseDirectUrl !== null) return { name, ok: true, sentence: 'DATABASE_DIRECT_URL leads past it.' }
  const advice = 'With DATABASE_DIRECT_URL jobs begin at once.'
  return { name, ok: true, sentence: 'DATABASE_DIRECT_URL is not set.', advice }
}

function findSchema({ version, required, refusal }: SchemaState): Finding {
  const upToDate = 'The schema is up to date.'
  const behind = `The schema is at ${version} of ${required}; the next start brings it up.`
  const ahead = `A newer version has brought the schema to ${version}, and this one goes on with it. Replace this node too.`
  const sentence = refusal ?? (version === required ? upToDate : version < required ? behind : ahead)
  return { name: 'Schema', ok: refusal === null, sentence }
}

function findTime({ skewMs }: Reached): Finding {
  const ok = Math.abs(skewMs) < toleratedSkewMs
  const sentence = `The clocks of this machine and of the database differ by ${Math.round(Math.abs(skewMs))} ms.`
  const advice = 'Synchronise both by NTP: entries are ordered by these clocks.'
  return { name: 'Time', ok, sentence, ...(ok ? {} : { advice }) }
}
