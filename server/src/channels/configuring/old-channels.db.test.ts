import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createTestDatabase } from '../../../test/database.ts'
import { migrate, migrationsDir } from '../../platform/db/migrate.ts'
import { silentLogger as logger } from '../../lib/logger.ts'
import { newId } from '../../lib/ids.ts'
import { EmailSettings } from '../adapters/email/email.ts'
import { putSecrets } from './secret-settings.ts'

const secrets = { 'smtp.password': 'p', 'imap.password': 'p', 'imap.oauth.refreshToken': 'r' }
const clear = { security: 'none', user: 'u' }
const oauth = (tokenUrl: string) => ({
  imap: { host: 'a.example', user: 'u', auth: 'xoauth2', oauth: { tokenUrl, clientId: 'c' } },
})
const channels = {
  'to another machine in clear': { smtp: { host: 'a.example', ...clear }, imap: { host: '10.0.0.5', ...clear } },
  'to this machine in clear': { smtp: { host: '127.0.0.1', ...clear }, imap: { host: 'LOCALHOST', ...clear } },
  'to this machine by IPv6': { smtp: { host: '::1', ...clear } },
  encrypted: { smtp: { host: 'a.example', user: 'u' }, imap: { host: 'a.example', security: 'starttls', user: 'u' } },
  'no sign-in': { smtp: { host: 'a.example', security: 'none', user: '' } },
  'a token address in clear': oauth('http://login.example/token'),
  'a token address': oauth('https://login.example/token'),
  'a token address that looks like this machine': oauth('http://localhost.example/token'),
}

test('channels that send passwords unencrypted keep working after an upgrade and are marked; no others are', async () => {
  await using database = await emptyDatabase()
  const older = mkdtempSync(join(tmpdir(), 'throughline-migrations-'))
  for (const name of readdirSync(migrationsDir)) {
    if (Number(name.slice(0, 4)) < 32) cpSync(join(migrationsDir, name), join(older, name))
  }
  await migrate(database.pool, { logger, dir: older })
  rmSync(older, { recursive: true })
  for (const [name, settings] of Object.entries(channels)) {
    await database.pool.query(
      `insert into channels (id, kind, name, settings, created_at, updated_at) values ($1, 'email', $2, $3, now(), now())`,
      [newId(), name, JSON.stringify(settings)],
    )
  }
  await migrate(database.pool, { logger })
  const { rows } = await database.pool.query<{ name: string; settings: Record<string, unknown> }>(
    'select name, settings from channels order by created_at, id',
  )
  expect(rows).toHaveLength(Object.keys(channels).length)
  // All of them are still understood, with their secrets in place.
  expect(rows.map(({ settings }) => EmailSettings.safeParse(putSecrets(settings, secrets)).error)).toEqual(
    rows.map(() => undefined),
  )
  const marked = rows.filter(({ settings }) => JSON.stringify(settings).includes('"allowUnencrypted":true'))
  expect(marked.map(({ name }) => name)).toEqual([
    'to another machine in clear',
    'a token address in clear',
    'a token address that looks like this machine',
  ])
})

async function emptyDatabase() {
  const database = await createTestDatabase({ empty: true })
  return { ...database, [Symbol.asyncDispose]: () => database.drop() }
}
