import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeOwnServer, superuserUrlOf, type OwnServer } from '../../../server/test/databases/own-server.ts'
import { withClient } from '../../../server/test/test-cluster.ts'
import { generousLimits } from '../../product/server.ts'
import { hasPostgres15, makeCluster15 } from '../../../server/test/databases/postgres15.ts'
import { hasNats, makeNats, type Nats } from './nats.ts'
import { makeNode, type Node } from './node.ts'

/**
 * What `docs/operate/many-nodes.md` describes: three nodes with a PostgreSQL (the oldest one that is supported, where it is
 * installed), a NATS and a folder that they share.
 */
export interface Installation {
  readonly nodes: readonly Node[]
  readonly database: OwnServer
  /** null where nats-server is not installed: hints then go by NOTIFY all along. */
  readonly nats: Nats | null
  readonly secretKey: string
  readonly metricsToken: string
  /** Ends whatever runs, and removes all of it. */
  remove(): Promise<void>
}

const secretKey = 'a key that all nodes of a test share'
const metricsToken = 'token-of-prometheus-for-the-test'

/** Makes all of it, and starts PostgreSQL, NATS and the receivers. The nodes are started later, with the balancer's address. */
export async function makeInstallation(env: Record<string, string>): Promise<Installation> {
  const dataDir = mkdtempSync(join(tmpdir(), 'throughline-three-nodes-'))
  const database = await makeOwnServer({
    access: ['host all all 127.0.0.1/32 trust'],
    makeCluster: hasPostgres15 ? makeCluster15 : undefined,
    settings: { max_connections: '120' },
  })
  await database.start()
  await withClient(superuserUrlOf(database), async (client) => {
    await client.query('create role shop login')
    await client.query('create database shop owner shop')
  })
  const nats = hasNats ? await makeNats() : null
  await nats?.start()
  const shared = {
    DATABASE_URL: `postgresql://shop@127.0.0.1:${database.port}/shop`,
    ...(nats ? { NATS_URL: nats.url } : {}),
    SECRET_KEY: secretKey,
    METRICS_TOKEN: metricsToken,
    // Only the balancer reaches the port of a node.
    TRUST_PROXY: '1',
    ALLOWED_PRIVATE_HOSTS: '127.0.0.1',
    ...generousLimits,
    // A dozen starts, of which only the first compiles.
    NODE_COMPILE_CACHE: join(dataDir, 'compiled'),
    ...env,
  }
  const names = ['node-1', 'node-2', 'node-3']
  const nodes = await Promise.all(names.map((name) => makeNode(name, { dataDir, env: shared })))
  return {
    nodes,
    database,
    nats,
    secretKey,
    metricsToken,
    async remove() {
      await Promise.all([...nodes.map((node) => node.kill()), nats?.kill()])
      await database.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
