import { spawn, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createTestDatabase, folderOfRun, type TestDatabase } from '../server/test/database.ts'
import { freePort } from '../server/test/free-port.ts'
import { connectMail } from '../server/test/mail/connect-mail.ts'
import { startSmtpSink, type SmtpSink } from '../server/test/mail/smtp-sink.ts'
import { ensureBuilt } from '../server/test/built.ts'
import { programEnv } from '../server/test/program-env.ts'
import { startCuttableProxy, type CuttableProxy } from './cuttable-proxy.ts'

/**
 * The product as an operator starts it: its own process, real ports, a database of its own. Mail leaves to a server
 * that only remembers, and browsers come through a wire that a test can cut.
 */
export interface TestServer {
  /** Where browsers go. */
  readonly url: string
  readonly smtpPort: number
  readonly sink: SmtpSink
  readonly wire: CuttableProxy
  /** What no door shows: that something was not stored, or that time has passed. */
  readonly database: TestDatabase
  /** What it printed. */
  readonly printed: () => string
  /** Calls the API as the admin's program; throws on anything but 2xx. */
  api(method: string, path: string, body?: unknown): Promise<unknown>
  /** Kills it, and removes what it kept. */
  stop(): Promise<void>
}

export const admin = { email: 'ana@acme.example', password: 'correct horse battery staple' }
const token = 'token-of-the-browser-tests'
const root = join(import.meta.dirname, '..')

export interface ServerOptions {
  /** false: nobody has an account yet, as after the very first start. */
  hasAdmin?: boolean
  /** false: a mail channel as the very first start makes it, without an address, and no mail server. */
  hasMail?: boolean
  /** The channel lab is switched on. */
  hasLab?: boolean
  /** What is started instead of the product: the product with more channels. */
  program?: string
  /** Further settings, which may depend on where browsers go. */
  env?: (url: string) => Promise<Record<string, string>>
}

/** The next one of those that most files want: it starts while the file before is at work. */
let spare: Promise<TestServer> | undefined

export async function startServer(options: ServerOptions = {}): Promise<TestServer> {
  const isUsual = Object.keys(options).length === 0
  const starting = (isUsual && spare) || start(options)
  if (isUsual) spare = undefined
  const server = await starting
  spare ??= start({})
  // That it failed is heard by the file that takes it.
  spare.catch(() => {})
  return server
}

// The product ends with the process that started it, also when that is killed: its input is closed then. Threads run
// this as well, and have an input of their own.
const endsWithUs = `data:text/javascript,${encodeURIComponent(
  `import { isMainThread } from 'node:worker_threads'
  if (isMainThread) process.stdin.on('end', () => process.exit()).resume()`,
)}`

async function start({
  hasAdmin = true,
  hasLab = false,
  hasMail = true,
  program = 'server/src/main.ts',
  env,
}: ServerOptions): Promise<TestServer> {
  await ensureBuilt()
  const [port, smtpPort] = [await freePort(), await freePort()]
  const wire = await startCuttableProxy(port)
  const sink = await startSmtpSink()
  const database = await createTestDatabase()
  // The very first start and the lab connect their own.
  if (hasAdmin && hasMail && !hasLab) await connectMail(database)
  const dataDir = await mkdtemp(join(folderOfRun(), 'e2e-'))
  const child = spawn(process.execPath, ['--import', endsWithUs, join(root, program)], {
    cwd: root,
    stdio: ['pipe', 'pipe', 'pipe'],
    env: {
      ...programEnv,
      NODE_ENV: 'test',
      PORT: String(port),
      PUBLIC_URL: wire.url,
      SMTP_PORT: String(smtpPort),
      ...(hasMail ? { SMTP_URL: `smtp://127.0.0.1:${sink.port}` } : {}),
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
      LOG_LEVEL: 'warn',
      ...(hasLab ? { LAB: 'on', LAB_SMTP_PORT: String(await freePort()) } : {}),
      ...(hasAdmin ? { ADMIN_EMAIL: admin.email, ADMIN_PASSWORD: admin.password, ADMIN_API_TOKEN: token } : {}),
      ...(await env?.(wire.url)),
    },
  })
  const printed = collect(child)

  async function api(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`http://127.0.0.1:${port}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}\n${printed().slice(-2000)}`)
    return text === '' ? null : JSON.parse(text)
  }

  async function stop(): Promise<void> {
    const ended = new Promise((resolve) => child.once('exit', resolve))
    if (child.exitCode === null && child.signalCode === null) {
      // Nothing of it is kept, so nobody waits until it has said goodbye to everybody.
      child.kill('SIGKILL')
      await ended
    }
    await Promise.all([wire.close(), sink.close(), database.drop(), rm(dataDir, { recursive: true, force: true })])
  }

  try {
    await untilReady(child, printed)
  } catch (error) {
    await stop()
    throw error
  }
  return { url: wire.url, smtpPort, sink, wire, database, printed, api, stop }
}

function collect(child: ChildProcess): () => string {
  let text = ''
  const keep = (chunk: Buffer) => {
    text += chunk.toString()
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  return () => text
}

/** It says so itself; building the desk may come first. */
function untilReady(child: ChildProcess, printed: () => string): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error(`The product did not start within 100 seconds:\n${printed()}`)),
      100_000,
    )
    const look = () => {
      if (!printed().includes('is ready at')) return
      clearTimeout(timer)
      resolve()
    }
    child.stdout?.on('data', look)
    child.once('exit', (code) => {
      clearTimeout(timer)
      reject(new Error(`The product ended with ${code}:\n${printed()}`))
    })
  })
}
