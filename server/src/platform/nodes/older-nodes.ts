import { untranslated } from '@throughline/protocol/words.ts'
import type { PoolClient } from 'pg'
import { leavesRunning, type MayApply, type Migration } from '../db/migrate.ts'
import { AppError } from '../../lib/errors.ts'
import type { Logger } from '../../lib/logger.ts'
import { goneAfterSeconds } from './queries.ts'

interface RunningNode {
  name: string
  version: string
  /** It has said that it is there since this node began to ask. */
  isAlive: boolean
}

/**
 * Before migrations that do not leave every older node running: refuses while such a node is there, and has one that was
 * killed waited for until it counts as gone.
 */
export function olderNodesStopped(logger: Logger): MayApply {
  let askedSince: string | null = null
  return async (client, missing) => {
    const demanding = missing.filter(({ rolling }) => rolling !== 'yes')
    if (demanding.length === 0 || !(await hasNodes(client))) return true
    // A node that starts now is seen here, or joins after the commit and then looks at the schema.
    await client.query('LOCK TABLE nodes IN SHARE ROW EXCLUSIVE MODE')
    const isFirst = askedSince === null
    askedSince ??= await timeOf(client)
    const left = (await nodesSince(client, askedSince)).filter(({ version }) => leavesBehind(demanding, version))
    const alive = left.filter(({ isAlive }) => isAlive)
    if (alive.length > 0) throw refusal(demanding, alive)
    if (left.length > 0 && isFirst) {
      logger.warn({ nodes: left.map(({ name }) => name) }, 'waiting for older nodes that were not stopped in order')
    }
    return left.length === 0
  }
}

const leavesBehind = (migrations: readonly Migration[], version: string): boolean =>
  migrations.some(({ rolling }) => !leavesRunning(rolling, version))

function refusal(migrations: readonly Migration[], alive: readonly RunningNode[]): AppError {
  const nodes = alive.map(({ name, version }) => `${name} (${version})`).join(', ')
  const { version, name } = migrations.find((migration) =>
    alive.some((node) => leavesBehind([migration], node.version)),
  )!
  return new AppError(
    'conflict',
    untranslated(
      `Older nodes still run on this database: ${nodes}. They cannot work with the schema of this version ` +
        `(migration ${version}, ${name}). Stop them all, then start this one. Until then they go on.`,
    ),
  )
}

/** The table comes with a migration, too. */
async function hasNodes(client: PoolClient): Promise<boolean> {
  const { rowCount } = await client.query(`SELECT WHERE to_regclass('nodes') IS NOT NULL`)
  return rowCount === 1
}

async function timeOf(client: PoolClient): Promise<string> {
  const { rows } = await client.query<{ now: string }>('SELECT clock_timestamp()::text AS now')
  return rows[0]!.now
}

async function nodesSince(client: PoolClient, since: string): Promise<RunningNode[]> {
  const { rows } = await client.query<RunningNode>(
    `SELECT name, version, seen_at > $1::timestamptz AS "isAlive" FROM nodes
     WHERE seen_at > clock_timestamp() - $2 * interval '1 second' ORDER BY started_at, id`,
    [since, goneAfterSeconds],
  )
  return rows
}
