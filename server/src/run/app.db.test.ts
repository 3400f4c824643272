import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createTestDatabase } from '../../test/database.ts'
import { startApp } from './app.ts'
import { readConfig } from '../lib/config.ts'
import { SettingError } from '../lib/errors.ts'
import { silentLogger } from '../lib/logger.ts'

test.each([
  ['PORT', "Browsers can't be served"],
  ['SMTP_PORT', "Mail can't be received"],
])('a start whose %s is taken ends with one sentence, and leaves nothing running', async (setting, what) => {
  await using database = await createTestDatabase()
  const dataDir = await mkdtemp(join(tmpdir(), 'throughline-test-'))
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const { port } = other.address() as AddressInfo
  const config = readConfig({ PORT: '0', SMTP_PORT: '0', LAB: 'off', DATA_DIR: dataDir, [setting]: String(port) })
  const starting = startApp({ config, logger: silentLogger, connection: database.connection, version: '0' })

  const error: unknown = await starting.catch((reason: unknown) => reason)
  expect(error).toBeInstanceOf(SettingError)
  expect(error).toMatchObject({
    setting,
    message: `${what} on port ${port} of 127.0.0.1: another program uses it. Another port can be named with ${setting}.`,
  })
  const sql = 'select 1 from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()'
  await expect.poll(async () => (await database.pool.query(sql)).rowCount, { timeout: 10_000 }).toBe(0)
  other.close()
  await rm(dataDir, { recursive: true })
})
