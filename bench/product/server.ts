import { spawn } from 'node:child_process'
import { mkdirSync, openSync, closeSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { callable, type Apart } from '../apart/start-apart.ts'
import { ensureBuilt } from '../../server/test/built.ts'
import { freePort } from '../../server/test/free-port.ts'
import type { Probe } from './probe.ts'

/** The product as in production: `node server/src/main.ts` in a process of its own. */
export interface RunningServer {
  readonly pid: number
  readonly url: string
  readonly smtpPort: number
  /** An API token of the role admin. */
  readonly token: string
  readonly admin: { email: string; password: string }
  /** Only of a server that was started with `probed`. */
  readonly probe: Apart<Probe>
  stop(): Promise<void>
}

export interface ServerOptions {
  env?: Record<string, string>
  /** Lets us ask for a garbage collection and the memory after it. */
  probed?: boolean
}

const main = join(import.meta.dirname, '../../server/src/main.ts')
export const token = 'token-of-the-bench'
export const admin = { email: 'admin@bench.example', password: 'correct horse battery staple' }

/** Benchmarks ask faster than people: the limits that protect an installation stay out of the way. */
export const generousLimits = {
  RATE_LIMIT: '100000000',
  RATE_LIMIT_INBOUND: '100000000',
  RATE_LIMIT_ANONYMOUS: '100000000',
  RATE_LIMIT_VISITOR: '100000000',
  RATE_LIMIT_SIGN_IN: '100000000',
  VISITORS_ADDRESS: '100000000',
  VISITORS_CHANNEL: '100000000',
  VISITOR_CONNECTIONS_ADDRESS: '100000000',
}

export async function startServer(
  options: ServerOptions & { folder: string; databaseUrl: string; name: string; profileFolder: string | null },
): Promise<RunningServer> {
  await ensureBuilt()
  const dataDir = join(options.folder, options.name)
  mkdirSync(dataDir, { recursive: true })
  const [port, smtpPort] = [await freePort(), await freePort()]
  const url = `http://127.0.0.1:${port}`
  const log = openSync(join(dataDir, 'log'), 'a')
  const nodeOptions = [
    ...(options.probed ? ['--expose-gc', '--import', join(import.meta.dirname, 'probe.ts')] : []),
    ...(options.profileFolder === null ? [] : ['--cpu-prof', `--cpu-prof-dir=${options.profileFolder}`]),
  ]
  const child = spawn(process.execPath, [...nodeOptions, main], {
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      // As `npm start` and the packaged ways to start it do.
      MALLOC_ARENA_MAX: '2',
      DATABASE_URL: options.databaseUrl,
      DATA_DIR: dataDir,
      PORT: String(port),
      SMTP_PORT: String(smtpPort),
      ADMIN_EMAIL: admin.email,
      ADMIN_PASSWORD: admin.password,
      ADMIN_API_TOKEN: token,
      ALLOWED_PRIVATE_HOSTS: '127.0.0.1',
      LOG_LEVEL: 'warn',
      ...generousLimits,
      ...options.env,
    },
    stdio: ['ignore', log, log, 'ipc'],
    serialization: 'advanced',
  })
  closeSync(log)
  const onExit = (): void => void child.kill('SIGKILL')
  process.once('exit', onExit)
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  await untilReady(url, () => {
    if (child.exitCode === null && child.signalCode === null) return
    throw new Error(`the server did not start:\n${readFileSync(join(dataDir, 'log'), 'utf8')}`)
  })
  return {
    pid: child.pid!,
    url,
    smtpPort,
    token,
    admin,
    probe: callable<Probe>(child),
    async stop() {
      process.removeListener('exit', onExit)
      child.kill('SIGTERM')
      await exited
    },
  }
}

export async function untilReady(url: string, check: () => void, timeoutMs = 120_000): Promise<void> {
  const deadline = performance.now() + timeoutMs
  for (;;) {
    check()
    const response = await fetch(`${url}/readyz`).catch(() => null)
    await response?.body?.cancel()
    if (response?.ok) return
    if (performance.now() > deadline) throw new Error(`the server was not ready within ${timeoutMs} ms`)
    await delay(25)
  }
}
