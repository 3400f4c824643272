import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApp, type App } from '../src/run/app.ts'
import type { HashCost } from '../src/people/staff/staff.ts'
import type { ChannelAdapter } from '../src/channels/contract.ts'
import type { RulesOf } from '../src/platform/http/http.ts'
import type { Clock } from '../src/lib/clock.ts'
import { readConfig } from '../src/lib/config.ts'
import { createLogger, type Logger } from '../src/lib/logger.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { startPgBouncer } from './pgbouncer.ts'
import { quickHashCost } from './quick-hash-cost.ts'
import { freePort } from './free-port.ts'
import { connectMail } from './mail/connect-mail.ts'

export interface TestApp extends App {
  readonly database: TestDatabase
  readonly smtpPort: number
  /** Further nodes on this database share it, for its file store. */
  readonly dataDir: string
  readonly token: string
  /** Calls the API as the admin's program; throws on anything but 2xx. */
  api<T>(method: string, path: string, body?: unknown): Promise<T>
  /** The same, for answers that are expected to be refusals. */
  request(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Response>
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * The whole product on a database of its own, listening on real sockets. `TEST_POOLER=pgbouncer` puts a PgBouncer in
 * transaction mode between them.
 */
export async function startTestApp(
  options: {
    env?: Record<string, string>
    clock?: Clock
    pollMs?: number
    logger?: Logger
    tablespace?: string
    /** null: what a guess of a password costs an installation. */
    hashCost?: HashCost | null
    rulesOf?: RulesOf
    moreAdapters?: readonly ChannelAdapter[]
  } = {},
): Promise<TestApp> {
  const { tablespace, hashCost = quickHashCost } = options
  const database = await createTestDatabase({ poolSize: 10, ...(tablespace ? { tablespace } : {}) })
  const pooler = process.env['TEST_POOLER'] === 'pgbouncer' ? await startPgBouncer(database.url) : null
  const dataDir = await mkdtemp(join(tmpdir(), 'throughline-test-'))
  const [port, smtpPort] = [await freePort(), await freePort()]
  const token = 'test-token-of-the-admin'
  const config = readConfig({
    PORT: String(port),
    SMTP_PORT: String(smtpPort),
    DATA_DIR: dataDir,
    NODE_ENV: 'test',
    LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
    ADMIN_EMAIL: 'admin@example.com',
    ADMIN_PASSWORD: 'correct horse battery staple',
    ADMIN_API_TOKEN: token,
    RATE_LIMIT: '1000000',
    ...options.env,
  })
  await connectMail(database)
  const app = await startApp({
    config,
    logger: options.logger ?? createLogger(config.logLevel),
    connection: pooler?.connection ?? database.connection,
    version: '0.0.0-test',
    ...(options.clock ? { clock: options.clock } : {}),
    ...(options.pollMs === undefined ? {} : { pollMs: options.pollMs }),
    ...(hashCost === null ? {} : { hashCost }),
    ...(options.rulesOf ? { rulesOf: options.rulesOf } : {}),
    ...(options.moreAdapters ? { moreAdapters: options.moreAdapters } : {}),
  })

  function request(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    return fetch(`${app.url}/api/v1${path}`, {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  }

  async function stop(): Promise<void> {
    await app.stop()
    await pooler?.stop()
    await database.drop()
    await rm(dataDir, { recursive: true, force: true })
  }

  return {
    ...app,
    database,
    smtpPort,
    dataDir,
    token,
    request,
    async api<T>(method: string, path: string, body?: unknown) {
      const response = await request(method, path, body)
      const text = await response.text()
      if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`)
      // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the caller names the contract's type
      return (text === '' ? undefined : JSON.parse(text)) as T
    },
    stop,
    [Symbol.asyncDispose]: stop,
  }
}
