import { startApp } from '../../src/run/app.ts'
import type { ChannelAdapter } from '../../src/channels/contract.ts'
import type { Connection } from '../../src/platform/db/db.ts'
import { readConfig } from '../../src/lib/config.ts'
import { createLogger, type Logger } from '../../src/lib/logger.ts'
import type { TestApp } from '../app.ts'
import { freePort } from '../free-port.ts'
import { quickHashCost } from '../quick-hash-cost.ts'

export interface SecondNode {
  readonly url: string
  readonly waitsFor: string | null
  stop(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/**
 * Another node on the database and the file store of the first, without NATS between them. `env` is that of the first,
 * with the same SECRET_KEY for both; with a DATA_DIR of its own it has another store, and with a `connection` another way
 * to the database.
 */
export async function startSecondNode(
  first: TestApp,
  env: Record<string, string>,
  more: { pollMs?: number; connection?: Connection; logger?: Logger; moreAdapters?: readonly ChannelAdapter[] } = {},
): Promise<SecondNode> {
  const config = readConfig({
    PORT: String(await freePort()),
    SMTP_PORT: '0',
    SERVICES: 'web',
    DATA_DIR: first.dataDir,
    NODE_ENV: 'test',
    LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
    RATE_LIMIT: '1000000',
    ...env,
  })
  const logger = createLogger(config.logLevel)
  const { connection } = first.database
  const hashCost = quickHashCost
  const app = await startApp({ config, logger, connection, version: '0.0.0-test', hashCost, ...more })
  const stop = (): Promise<void> => app.stop()
  return { url: app.url, waitsFor: app.waitsFor, stop, [Symbol.asyncDispose]: stop }
}
