import { spawn, type ChildProcess } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { childrenOf } from '../apart/process-usage.ts'
import { admin, generousLimits, token, untilReady } from '../product/server.ts'

/** The product on one data folder and the same ports all along, killed and started again. */
export interface ProductUnderFire {
  readonly url: string
  readonly smtpPort: number
  readonly token: string
  /** Starts it; resolves when it says that it is ready. */
  start(): Promise<void>
  /** Starts it and does not wait. */
  launch(): void
  /** As `kill -9` does, in the middle of its work. */
  kill(what: 'server' | 'server and database'): Promise<void>
  /** In the orderly way. */
  stop(): Promise<void>
  /** From the next start on no event is poison. */
  mend(): void
  /** The end of what it said. */
  lastWords(): string
}

const main = join(import.meta.dirname, 'poison/poisoned-product.ts')

export function productUnderFire(options: {
  dataDir: string
  port: number
  smtpPort: number
  smtpUrl: string
}): ProductUnderFire {
  const { dataDir, port, smtpPort, smtpUrl } = options
  const url = `http://127.0.0.1:${port}`
  const logFile = join(dataDir, 'log')
  let child: ChildProcess | null = null
  let isMended = false
  mkdirSync(dataDir, { recursive: true })
  // Whatever ends us ends what we started.
  process.once('exit', () => killAll('server and database'))

  function launch(): void {
    const log = openSync(logFile, 'a')
    child = spawn(process.execPath, [main], {
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        DATA_DIR: dataDir,
        PORT: String(port),
        SMTP_PORT: String(smtpPort),
        SMTP_URL: smtpUrl,
        ADMIN_EMAIL: admin.email,
        ADMIN_PASSWORD: admin.password,
        ADMIN_API_TOKEN: token,
        ALLOWED_PRIVATE_HOSTS: '127.0.0.1',
        LOG_LEVEL: 'warn',
        CRASH_MENDED: isMended ? 'yes' : 'no',
        ...generousLimits,
      },
      stdio: ['ignore', log, log],
      // A group of its own, so that what it starts for a moment goes with it. PostgreSQL has another one.
      detached: true,
    })
    closeSync(log)
  }

  function killAll(what: 'server' | 'server and database'): void {
    // Found before the blow: an orphan has no parent any more.
    const database = what === 'server' ? [] : databasePids(dataDir)
    if (isRunning(child)) killQuietly(-child!.pid!)
    for (const pid of database) killQuietly(pid)
  }

  return {
    url,
    smtpPort,
    token,
    launch,
    async start() {
      launch()
      await untilReady(url, () => {
        if (!isRunning(child)) throw new Error(`the product did not start again:\n${lastWords(logFile)}`)
      })
    },
    async kill(what) {
      const exited = exitOf(child)
      killAll(what)
      await exited
    },
    async stop() {
      const exited = exitOf(child)
      child?.kill('SIGTERM')
      await exited
    },
    mend: () => void (isMended = true),
    lastWords: () => lastWords(logFile),
  }
}

function isRunning(child: ChildProcess | null): boolean {
  return child !== null && child.exitCode === null && child.signalCode === null
}

async function exitOf(child: ChildProcess | null): Promise<void> {
  if (isRunning(child)) await new Promise((resolve) => child!.once('exit', resolve))
}

function databasePids(dataDir: string): number[] {
  try {
    const file = join(dataDir, 'postgres/cluster/postmaster.pid')
    const postmaster = Number(readFileSync(file, 'utf8').split('\n')[0])
    // Only what works in this very folder: the number in a stale file may be anybody's by now.
    if (!isDatabaseOf(postmaster)) return []
    return [postmaster, ...childrenOf(postmaster)]
  } catch {
    return []
  }
}

function isDatabaseOf(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('postgres')
  } catch {
    return process.platform !== 'linux'
  }
}

function killQuietly(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL')
  } catch {
    // Gone already.
  }
}

function lastWords(logFile: string): string {
  try {
    return readFileSync(logFile, 'utf8').slice(-4000)
  } catch {
    return ''
  }
}
