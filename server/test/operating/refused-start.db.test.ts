import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { startApp } from '../../src/run/app.ts'
import { readConfig } from '../../src/lib/config.ts'
import { silentLogger as logger } from '../../src/lib/logger.ts'
import { startTestApp } from '../app.ts'

test('a start that is refused for another key leaves no key of its own behind', async () => {
  await using app = await startTestApp()
  const dataDir = mkdtempSync(join(tmpdir(), 'throughline-refused-'))
  const config = readConfig({ DATA_DIR: dataDir, PORT: '0', SMTP_PORT: '0', NODE_ENV: 'test' })
  const start = startApp({ config, logger, connection: app.database.connection, version: '0.0.0-test' })
  await expect(start).rejects.toThrow('This database was set up with another SECRET_KEY')
  expect(existsSync(join(dataDir, 'secret.key'))).toBe(false)
  rmSync(dataDir, { recursive: true })
})
