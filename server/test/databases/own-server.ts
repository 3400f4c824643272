import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { childrenOf } from '../../../bench/apart/process-usage.ts'
import { accountFor, type Account } from '../../src/platform/db/embedded/account.ts'
import { ensureCluster, programEnv, superuser, workingFolder } from '../../src/platform/db/embedded/cluster.ts'
import { findPrograms } from '../../src/platform/db/embedded/programs.ts'
import { freePort } from '../free-port.ts'

/** A server of PostgreSQL that a test starts, kills and starts again: the same data at the same port of TCP. */
export interface OwnServer {
  readonly port: number
  /** Where its data is; `account` owns it. */
  readonly clusterDir: string
  readonly account: Account | undefined
  /** What it has written to its log. */
  readonly log: readonly string[]
  /** Resolves when it accepts connections. */
  start(): Promise<void>
  /** As `kill -9` of all of its processes does. */
  kill(): Promise<void>
  /** In the orderly way, and removes its data. */
  stop(): Promise<void>
}

/** The program that runs on the data, and whose both are. */
export interface MadeCluster {
  postgres: string
  account: Account | undefined
}

async function makeBuiltIn(clusterDir: string): Promise<MadeCluster> {
  const account = accountFor(clusterDir)
  const copyDirs = [join(tmpdir(), 'throughline')]
  const programs = await findPrograms(account, copyDirs)
  await ensureCluster(clusterDir, { programs, account, fsync: false, copyDirs })
  return { postgres: programs.postgres, account }
}

/** Makes the data and starts nothing. `access` are lines for `pg_hba.conf`. */
export async function makeOwnServer(options: {
  access: readonly string[]
  settings?: Record<string, string>
  /** Makes the data with other programs than the built-in ones. */
  makeCluster?: ((clusterDir: string) => Promise<MadeCluster>) | undefined
}): Promise<OwnServer> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-server-'))
  const clusterDir = join(folder, 'cluster')
  const { makeCluster = makeBuiltIn } = options
  const { postgres, account } = await makeCluster(clusterDir)
  writeFileSync(join(clusterDir, 'pg_hba.conf'), `${options.access.join('\n')}\n`)
  const port = await freePort()
  const settings = {
    listen_addresses: '127.0.0.1',
    port: String(port),
    unix_socket_directories: '',
    fsync: 'off',
    shared_buffers: '32MB',
    ...options.settings,
  }
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const log: string[] = []
  let child: ChildProcess | null = null
  let gone: Promise<void> = Promise.resolve()

  async function start(): Promise<void> {
    const starting = spawn(postgres, ['-D', workingFolder(clusterDir), ...args], {
      ...account,
      cwd: clusterDir,
      env: programEnv(),
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    child = starting
    gone = new Promise((resolve) => void starting.once('exit', () => resolve()))
    await new Promise<void>((resolve, reject) => {
      void gone.then(() => reject(new Error(log.join('\n'))))
      createInterface(starting.stderr).on('line', (line) => {
        log.push(line)
        if (line.includes('ready to accept connections')) resolve()
      })
    })
  }

  async function kill(): Promise<void> {
    if (!child?.pid) return
    for (const pid of [child.pid, ...childrenOf(child.pid)]) killQuietly(pid)
    await gone
  }

  return {
    port,
    clusterDir,
    account,
    log,
    start,
    kill,
    async stop() {
      child?.kill('SIGINT')
      await gone
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** As one who may do everything; `access` has to let them in. */
export const superuserUrlOf = ({ port }: OwnServer, query = ''): string =>
  `postgresql://${superuser}@127.0.0.1:${port}/postgres${query}`

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // It has ended by itself.
  }
}
