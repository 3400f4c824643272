import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { ensureBuilt } from '../built.ts'
import { freePort } from '../free-port.ts'
import { programEnv } from '../program-env.ts'

export const root = join(import.meta.dirname, '../../..')
export const token = 'token-that-only-the-operator-has'

export interface StartedCommand {
  readonly child: ChildProcess
  readonly url: string
  readonly smtpPort: number
  readonly dataDir: string
  readonly printed: () => string
  /** With the code, or the signal that ended it. */
  readonly ended: Promise<number | NodeJS.Signals>
  readyz(): Promise<{
    status: number
    body: { ready: boolean; services: string[]; checks: Record<string, string> }
  } | null>
  /** Ends it in any case, and removes its data folder unless it was given. */
  [Symbol.asyncDispose](): Promise<void>
}

export interface CommandOptions {
  node?: string
  /** Another way to call the command line than by Node in the checkout. */
  program?: string
  /** The checkout or release to start. */
  folder?: string
  args?: string[]
  env?: Record<string, string>
  user?: { uid: number; gid: number }
  /** Several nodes share it, for its file store. */
  dataDir?: string
  /** Of a node that is started again where it was. */
  ports?: { port: number; smtpPort: number }
}

/** `throughline start` as an operator runs it; resolves when it says that it is ready, or rejects with what it said. */
export async function startCommand(options: CommandOptions = {}): Promise<StartedCommand> {
  const { node = process.execPath, folder = root, args = [], env = {}, user } = options
  const call = options.program ? [options.program] : [node, join(folder, 'bin/throughline.mjs')]
  if (call[1]?.startsWith(root)) await ensureBuilt()
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'throughline-start-')))
  const { port, smtpPort } = options.ports ?? { port: await freePort(), smtpPort: await freePort() }
  const child = spawn(call[0]!, [...call.slice(1), 'start', ...args], {
    ...user,
    cwd: '/',
    env: {
      ...(folder === root && !user ? programEnv : { PATH: process.env['PATH'] }),
      DATA_DIR: dataDir,
      PORT: String(port),
      SMTP_PORT: String(smtpPort),
      NODE_ENV: 'production',
      LOG_LEVEL: 'warn',
      ADMIN_EMAIL: 'admin@example.com',
      ADMIN_PASSWORD: 'correct horse battery staple',
      ADMIN_API_TOKEN: token,
      SECRET_KEY: 'a key that all nodes of a test share',
      RATE_LIMIT: '1000000',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let printed = ''
  const ended = new Promise<number | NodeJS.Signals>((resolve) => {
    child.once('exit', (code, signal) => resolve(code ?? signal!))
  })
  await new Promise<void>((resolve, reject) => {
    const hear = (chunk: Buffer): void => {
      printed += chunk.toString()
      if (printed.includes('is ready at')) resolve()
    }
    child.stdout.on('data', hear)
    child.stderr.on('data', hear)
    child.once('error', reject)
    void ended.then((how) => reject(new Error(`It ended with ${how}: ${printed}`)))
  })
  const url = `http://127.0.0.1:${port}`
  return {
    child,
    url,
    smtpPort,
    dataDir,
    printed: () => printed,
    ended,
    async readyz() {
      const response = await fetch(`${url}/readyz`).catch(() => null)
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- what it answers is what is tested
      return response && { status: response.status, body: (await response.json()) as never }
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM')
      await ended
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true })
    },
  }
}

/** A Node on this machine that is too old for the product; null when there is none. */
export function oldNode(): string | null {
  const places = (process.env['PATH'] ?? '').split(delimiter).map((place) => join(place, 'node'))
  for (const place of places.filter((candidate) => existsSync(candidate))) {
    const version = execFileSync(place, ['--version'], { encoding: 'utf8' })
    if (Number(/^v(\d+)/.exec(version)?.[1]) < 24) return place
  }
  return null
}
