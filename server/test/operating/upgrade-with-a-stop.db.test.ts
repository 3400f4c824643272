import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp } from '../app.ts'
import { createTestDatabase, type TestDatabase } from '../database.ts'
import { makeNextVersion, type NextVersion } from './next-version.ts'
import { root, startCommand, token, type StartedCommand } from './start-command.ts'

// The next version carries a migration that says nothing of older nodes: it has to wait until none runs.

let database: TestDatabase
let next: NextVersion
let dataDir: string
beforeAll(async () => {
  database = await createTestDatabase()
  const unmarked = 'alter table saved_replies rename column name to title;'
  next = await makeNextVersion({ migrations: ['-- rolling: yes\ncreate table harmless ();', unmarked] })
  dataDir = await mkdtemp(join(tmpdir(), 'throughline-stopped-'))
})
afterAll(async () => {
  await database.drop()
  next[Symbol.dispose]()
  await rm(dataDir, { recursive: true, force: true })
})

const start = (folder: string): Promise<StartedCommand> =>
  startCommand({
    folder,
    dataDir,
    env: { DATABASE_URL: database.url, DATABASE_POOL_SIZE: '6', SMTP_PORT: '0', DRAIN_NOTICE_SECONDS: '0' },
  })

const schemaVersion = async (): Promise<number> => {
  const { rows } = await database.pool.query<{ version: number }>(
    'select max(version) as version from schema_migrations',
  )
  return rows[0]!.version
}
const readReplies = async ({ url }: StartedCommand): Promise<number> =>
  (await fetch(`${url}/api/v1/saved-replies`, { headers: { authorization: `Bearer ${token}` } })).status

function check(): Promise<string> {
  const cli = join(root, 'server/src/cli/cli.ts')
  return new Promise((resolve) => {
    const env = { PATH: process.env['PATH'] }
    execFile(process.execPath, [cli, 'upgrade', '--check', next.folder], { env }, (_error, out, err) =>
      resolve(out + err),
    )
  })
}

test('the check says so before, the new node refuses while an older one runs, and the older one after the upgrade', async () => {
  expect(await check()).toContain('Stop every node, start one of the new version, then the others.')
  const before = await schemaVersion()
  {
    await using older = await start(root)
    await expect(start(next.folder)).rejects.toThrow(
      /^It ended with 1: .*Older nodes still run on this database: .+:\d+ \([\d.]+\)\. .*\(migration \d+, next-version-2\)\. Stop them all/s,
    )
    expect(await schemaVersion()).toBe(before)
    expect(await readReplies(older)).toBe(200)
    expect((await older.readyz())?.status).toBe(200)
  }
  await using newer = await start(next.folder)
  expect(await schemaVersion()).toBe(next.schemaVersion)
  expect((await newer.readyz())?.status).toBe(200)
  await expect(start(root)).rejects.toThrow(
    `This database was migrated by a newer version of Throughline (migration ${next.schemaVersion}, this one knows ${before}). ` +
      'Start that version, or restore a backup from before.',
  )
}, 180_000)

test('a node that comes back to a schema that leaves it behind says so, and gets nothing new', async () => {
  await using app = await startTestApp()
  const later = (version: number, rolling: string): Promise<unknown> =>
    app.database.pool.query(
      `insert into schema_migrations (version, name, checksum, rolling) values ($1, 'later', '', $2)`,
      [version, rolling],
    )
  const readyz = async (): Promise<{ status: number; body: string }> => {
    const response = await fetch(`${app.url}/readyz`)
    return { status: response.status, body: await response.text() }
  }
  await later(9998, 'yes')
  expect((await readyz()).status).toBe(200)
  await later(9999, 'from 99.0.0')
  expect(await readyz()).toMatchObject({
    status: 503,
    body: expect.stringContaining('This database was migrated by a newer version of Throughline (migration 9999'),
  })
})
