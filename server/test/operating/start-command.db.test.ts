import { expect, test } from 'vitest'
import { createTestDatabase } from '../database.ts'
import { oldNode, startCommand } from './start-command.ts'

// `throughline start` below something that sends signals: systemd, a container, a terminal.

const node = oldNode()

test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)(
  '%s ends it in the orderly way, with 0',
  async (signal) => {
    await using database = await createTestDatabase()
    await using started = await startCommand({
      env: { DATABASE_URL: database.url, SMTP_PORT: '0', DRAIN_NOTICE_SECONDS: '0' },
    })
    started.child.kill(signal)
    expect(await started.ended).toBe(0)
  },
  60_000,
)

test('the password of its first admin is kept as dear to guess as it is for every installation', async () => {
  await using database = await createTestDatabase()
  await using _started = await startCommand({ env: { DATABASE_URL: database.url, SMTP_PORT: '0' } })
  const { rows } = await database.pool.query<{ password: string }>('select password from staff_accounts')
  expect(rows.map(({ password }) => password.split('$').slice(0, 4).join('$'))).toEqual(['scrypt$32768$8$3'])
}, 60_000)

test('a misspelt setting is named in the log, without its value and without the variables of other programs', async () => {
  await using database = await createTestDatabase()
  const misspelt = { PUBLIC_UTL: 'https://secret.example.com', EDITOR: 'vi' }
  await using started = await startCommand({ env: { DATABASE_URL: database.url, SMTP_PORT: '0', ...misspelt } })
  await expect
    .poll(() => started.printed())
    .toContain('PUBLIC_UTL is set, and is not a setting. Did you mean PUBLIC_URL?')
  expect(started.printed()).not.toMatch(/secret\.example|EDITOR/)
}, 60_000)

test.runIf(node !== null)(
  'under an older Node the signal reaches the product, and its end is the end of both',
  async () => {
    await using database = await createTestDatabase()
    const env = { DATABASE_URL: database.url, SMTP_PORT: '0', DRAIN_NOTICE_SECONDS: '0' }
    await using started = await startCommand({ node: node!, env })
    expect((await started.readyz())?.status).toBe(200)
    started.child.kill('SIGTERM')
    expect(await started.ended).toBe(0)
    expect(await started.readyz()).toBeNull()
  },
  60_000,
)

test.runIf(node !== null)(
  'under an older Node a start that is refused has the exit code of the refusal',
  async () => {
    await expect(startCommand({ node: node!, env: { PORT: 'abc' } })).rejects.toThrow(/^It ended with 1: PORT is "abc"/)
    await expect(startCommand({ node: node!, args: ['--frobnicate'] })).rejects.toThrow(
      /^It ended with 2: There is no option/,
    )
  },
  60_000,
)

test.runIf(node !== null)(
  'under an older Node the product stops when the command is killed',
  async () => {
    await using database = await createTestDatabase()
    const env = { DATABASE_URL: database.url, SMTP_PORT: '0', DRAIN_NOTICE_SECONDS: '0' }
    await using started = await startCommand({ node: node!, env })
    started.child.kill('SIGKILL')
    await expect.poll(() => started.readyz(), { timeout: 15_000 }).toBeNull()
  },
  60_000,
)
