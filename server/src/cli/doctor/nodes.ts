import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { connectDatabase } from '../../platform/db/connect.ts'
import { connectionsOf } from '../../platform/db/connection.ts'
import { runningEmbedded } from '../../platform/db/embedded/embedded.ts'
import { currentVersion, requiredVersion } from '../../platform/db/migrate.ts'
import { openFileStore } from '../../platform/files/files.ts'
import type { Config } from '../../lib/config.ts'
import { silentLogger } from '../../lib/logger.ts'
import { readMark, runningNodes, type NodeRow } from '../../platform/nodes/nodes.ts'
import type { Finding } from './finding.ts'

const name = 'Nodes'
const advice = 'Give all nodes the same S3_ settings, or mount the same folder at DATA_DIR/files of each.'

/** The nodes that run, and whether they have the file store of the settings here. */
export async function checkNodes(config: Config): Promise<Finding[]> {
  const builtIn = runningEmbedded(config.dataDir)?.connection
  if (config.databaseUrl === null && !builtIn) return []
  const ways = connectionsOf(config, builtIn)
  // The finding about the database says why it cannot be opened.
  const database = await connectDatabase({ ...ways, poolSize: 1, patienceMs: 0, logger: silentLogger }).catch(
    () => null,
  )
  if (!database) return []
  try {
    if ((await currentVersion(database.pool)) < requiredVersion()) return []
    return await compare(config, await runningNodes(database.db))
  } finally {
    await database.close()
  }
}

async function compare(config: Config, nodes: readonly NodeRow[]): Promise<Finding[]> {
  if (nodes.length === 0) return [{ name, ok: true, sentence: 'No node runs.' }]
  const told = nodes.flatMap(({ problem }) => (problem === null ? [] : [{ name, ok: false, sentence: problem }]))
  const hasStore = config.s3 !== null || existsSync(join(config.dataDir, 'files'))
  const files = hasStore ? await openFileStore(config) : null
  const strangers: string[] = []
  for (const node of nodes) {
    if (files === null || (await readMark(files, node)) !== 'same') strangers.push(node.name)
  }
  const running = nodes.map((node) => `${node.name} (${node.version}: ${node.services.join(', ')})`).join('; ')
  const sentence =
    strangers.length === 0
      ? `Running, with one file store: ${running}.`
      : `The file store of these settings is not that of ${strangers.join(', ')}.`
  return [...told, { name, ok: strangers.length === 0, sentence, ...(strangers.length === 0 ? {} : { advice }) }]
}
