import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { setPriority } from 'node:os'
import { join } from 'node:path'
import { ensureBuilt } from '../../built.ts'
import { freePort } from '../../free-port.ts'

const serverDir = join(import.meta.dirname, '../../..')

export interface ProductProcess {
  readonly pid: number
  readonly url: string
  /** PostgreSQL's first process. */
  readonly databasePid: number
  stop(): Promise<void>
}

export interface User {
  uid: number
  gid: number
}

export const settingsOfTests = {
  ADMIN_EMAIL: 'admin@example.com',
  ADMIN_PASSWORD: 'correct horse battery staple',
  ADMIN_API_TOKEN: 'token-that-only-the-operator-has',
  SECRET_KEY: '',
  LAB: 'off',
  LOG_LEVEL: 'warn',
}

/** The product with its own database, as an operator starts it; rejects with what it said when it does not start. */
export async function startProduct(dataDir: string, user?: User): Promise<ProductProcess> {
  await ensureBuilt()
  const port = await freePort()
  const child = spawn(process.execPath, [join(serverDir, 'src/main.ts'), '--services=web,worker'], {
    ...user,
    cwd: '/',
    env: {
      PATH: process.env['PATH'],
      DATA_DIR: dataDir,
      PORT: String(port),
      SMTP_PORT: '0',
      NODE_ENV: 'production',
      ...settingsOfTests,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  // As with `nice`, which an operator may use: an ordinary user can't raise a priority again.
  if (user && child.pid !== undefined) setPriority(child.pid, 5)
  const url = `http://127.0.0.1:${port}`
  await untilReady(child)
  const databasePid = Number(readFileSync(join(dataDir, 'postgres/cluster/postmaster.pid'), 'utf8').split('\n')[0])
  return {
    pid: child.pid!,
    url,
    databasePid,
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      const exit = once(child, 'exit')
      child.kill('SIGTERM')
      await exit
    },
  }
}

function untilReady(child: ChildProcess): Promise<void> {
  let said = ''
  return new Promise((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      said += chunk.toString()
      if (said.includes('is ready at')) resolve()
    }
    child.stdout!.on('data', hear)
    child.stderr!.on('data', hear)
    child.once('error', reject)
    child.once('exit', () => reject(new Error(said)))
  })
}
