import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startApp } from '../../src/app.ts'
import { readConfig } from '../../src/lib/config.ts'
import { createLogger } from '../../src/lib/logger.ts'
import type { TestApp } from '../app.ts'
import { freePort } from '../free-port.ts'

export interface SecondNode {
  readonly url: string
  stop(): Promise<void>
}

/**
 * Another node on the database of the first, without NATS between them. `env` is that of the first, with the same
 * SECRET_KEY for both.
 */
export async function startSecondNode(first: TestApp, env: Record<string, string>): Promise<SecondNode> {
  const dataDir = await mkdtemp(join(tmpdir(), 'throughline-test-'))
  const config = readConfig({
    PORT: String(await freePort()),
    SMTP_PORT: '0',
    SERVICES: 'web',
    DATA_DIR: dataDir,
    NODE_ENV: 'test',
    LOG_LEVEL: process.env['TEST_LOG_LEVEL'] ?? 'silent',
    RATE_LIMIT: '1000000',
    ...env,
  })
  const logger = createLogger(config.logLevel)
  const app = await startApp({ config, logger, connection: first.database.connection, version: '0.0.0-test' })
  return {
    url: app.url,
    async stop() {
      await app.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}
