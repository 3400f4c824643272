import { spawn, spawnSync } from 'node:child_process'
import { chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import type { Connection } from '../src/platform/db/db.ts'
import { freePort } from './free-port.ts'
import { openPassage } from './passage.ts'

export interface PgBouncer {
  /** To the same database, by way of the pooler. */
  readonly connection: Connection
  readonly url: string
  stop(): Promise<void>
}

/** `null` where there is no PgBouncer. */
export function pgbouncerPath(): string | null {
  const paths = ['/usr/sbin/pgbouncer', '/usr/local/bin/pgbouncer', '/opt/homebrew/bin/pgbouncer']
  return paths.find((path) => existsSync(path) && spawnSync(path, ['--version']).status === 0) ?? null
}

/** A pooler in front of the server of `url`, that lends `poolSize` connections for a transaction at a time. */
export async function startPgBouncer(url: string, { poolSize = 10 } = {}): Promise<PgBouncer> {
  const path = pgbouncerPath()
  if (path === null) throw new Error('There is no PgBouncer here: install the package pgbouncer.')
  const { user, database, password } = new Client({ connectionString: url })
  // The socket of a test's server is for one user alone.
  const passage = await openPassage(url)
  const folder = mkdtempSync(join(tmpdir(), 'pgb-'))
  const listenPort = await freePort()
  const settings = join(folder, 'pgbouncer.ini')
  writeFileSync(
    settings,
    `[databases]
* = host=127.0.0.1 port=${passage.port} user=${user} password='${String(password)}'
[pgbouncer]
listen_addr = 127.0.0.1
listen_port = ${listenPort}
unix_socket_dir =
auth_type = any
pool_mode = transaction
default_pool_size = ${poolSize}
max_client_conn = 500
`,
  )
  // It refuses to be root.
  const account = process.getuid?.() === 0 ? { uid: 65_534, gid: 65_534 } : undefined
  if (account) for (const file of [folder, settings]) chownSync(file, account.uid, account.gid)
  const child = spawn(path, [settings], { ...account, cwd: '/', stdio: ['ignore', 'ignore', 'pipe'] })
  let said = ''
  child.stderr.on('data', (chunk) => (said += String(chunk)))
  const gone = new Promise<void>((resolve) => void child.once('exit', () => resolve()))
  for (let attempt = 0; !(await accepts(listenPort)); attempt++) {
    if (child.exitCode !== null || attempt === 400) throw new Error(`PgBouncer did not start: ${said}`)
    await delay(25)
  }
  const pooledUrl = `postgresql://${user}@127.0.0.1:${listenPort}/${database}`
  return {
    connection: { connectionString: pooledUrl },
    url: pooledUrl,
    async stop() {
      // At once, without waiting for its clients.
      child.kill('SIGTERM')
      await gone
      await passage.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1')
    socket.on('connect', () => resolve((socket.destroy(), true)))
    socket.on('error', () => resolve(false))
  })
}
