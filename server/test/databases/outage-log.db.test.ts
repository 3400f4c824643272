import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { startApp } from '../../src/run/app.ts'
import { isDatabaseAway } from '../../src/platform/db/database-errors.ts'
import { readConfig } from '../../src/lib/config.ts'
import { oneLineAMinute, written } from '../../src/lib/one-line-a-minute.ts'
import { createTestDatabase } from '../database.ts'
import { freePort } from '../free-port.ts'
import { openPassage } from '../passage.ts'

test('while the database is away, everything that fails for it is one line a minute in the log', async () => {
  await using database = await createTestDatabase()
  const passage = await openPassage(database.url)
  const dataDir = mkdtempSync(join(tmpdir(), 'throughline-outage-'))
  const lines: { leftOut?: number; msg: string; err?: { code?: string; message: string } }[] = []
  const to = new Writable({
    write(line, _encoding, done) {
      lines.push(JSON.parse(String(line)))
      done()
    },
  })
  let nowMs = 0
  const logMethod = oneLineAMinute(isDatabaseAway, written, () => nowMs)
  const logger = pino({ level: 'warn', hooks: { logMethod } }, to)
  const env = { PORT: String(await freePort()), SMTP_PORT: '0', DATA_DIR: dataDir, NODE_ENV: 'test' }
  const app = await startApp({ config: readConfig(env), logger, connection: passage.connection, version: '0' })
  const ask = async (): Promise<number> => (await fetch(`${app.url}/api/v1/setup`)).status
  expect(await ask()).toBe(200)
  lines.length = 0

  await passage.close()
  // Who asks in its first seconds waits for it.
  await expect.poll(ask, { timeout: 30_000 }).toBe(503)
  const asked = await Promise.all(Array.from({ length: 20 }, ask))
  expect(new Set(asked)).toEqual(new Set([503]))
  expect(lines).toHaveLength(1)
  // Followers of the feed, jobs and the lock of the worker have tried again and again as well.
  nowMs += 60_000
  await expect.poll(() => lines).toHaveLength(2)
  expect(lines[1]!.leftOut).toBeGreaterThan(20)

  await app.stop()
  rmSync(dataDir, { recursive: true })
})
