import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startApp, type App } from '../../src/run/app.ts'
import { connectionsOf } from '../../src/platform/db/connection.ts'
import { readConfig, type Config } from '../../src/lib/config.ts'
import { silentLogger as logger } from '../../src/lib/logger.ts'
import { freePort } from '../free-port.ts'
import { withClient } from '../test-cluster.ts'
import { giveDatabase, hasOpenssl, startOutsideServer, type OutsideServer } from './outside-server.ts'
import { programEnv } from '../program-env.ts'

// A server that somebody else runs: no superuser, nobody without TLS, a password that is exchanged while we run.

const token = 'test-token-of-the-admin'
/** A request waits ten seconds for a connection. */
const waits = { timeout: 90_000 }

describe.skipIf(!hasOpenssl)('on a managed PostgreSQL', () => {
  let server: OutsideServer
  let folder: string
  let passwordFile: string
  let env: Record<string, string>
  let app: App
  beforeAll(async () => {
    server = await startOutsideServer({ max_connections: '60' })
    folder = mkdtempSync(join(tmpdir(), 'throughline-managed-'))
    passwordFile = join(folder, 'token')
    writeFileSync(passwordFile, 'first token\n')
    env = {
      PORT: String(await freePort()),
      SMTP_PORT: '0',
      DATA_DIR: join(folder, 'data'),
      DATABASE_URL: await giveDatabase(server, { name: 'desk', password: 'first token' }),
      DATABASE_PASSWORD_FILE: passwordFile,
      ADMIN_API_TOKEN: token,
      NODE_ENV: 'test',
    }
    app = await start(readConfig(env))
  })
  afterAll(async () => {
    await app.stop()
    await server.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const start = (config: Config): Promise<App> =>
    startApp({ config, logger, ...connectionsOf(config), version: '0.0.0-test' })
  const ask = async (method: string, path: string, body?: unknown): Promise<{ status: number; body: unknown }> => {
    const response = await fetch(`${app.url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return { status: response.status, body: await response.json() }
  }
  const say = async (id: string, channelId: string): Promise<number> => {
    const from = { kind: 'email', value: `${id}@example.com` }
    return (await ask('POST', `/channels/${channelId}/inbound`, { id, from, text: 'Hello' })).status
  }
  const makeChannel = async (): Promise<string> => {
    const { body } = await ask('POST', '/channels', { kind: 'api', name: 'App' })
    if (typeof body === 'object' && body !== null && 'id' in body) return String(body.id)
    throw new Error(JSON.stringify(body))
  }
  const cli = (args: string[], more: Record<string, string> = {}): Promise<{ out: string; err: string }> =>
    new Promise((resolve) => {
      const command = join(import.meta.dirname, '../../src/cli/cli.ts')
      const environment = { ...programEnv, ...env, ...more }
      execFile(process.execPath, [command, ...args], { env: environment }, (_error, out, err) => resolve({ out, err }))
    })

  test('messages come in, and every connection is encrypted', async () => {
    const channelId = await makeChannel()
    expect(await Promise.all(Array.from({ length: 50 }, (_, n) => say(`m${n}`, channelId)))).not.toContain(500)
    const { rows } = await withClient(server.superuserUrl, (client) =>
      client.query(`select ssl from pg_stat_ssl join pg_stat_activity using (pid) where usename = 'desk' and not ssl`),
    )
    expect(rows).toEqual([])
  })

  test('only its own tables are analysed: PostgreSQL’s log has no complaint', async () => {
    const analysed = `select count(*)::int as n from pg_stat_user_tables where analyze_count > 0`
    const url = server.superuserUrl.replace('/postgres?', '/desk?')
    const count = () => withClient(url, async (client) => (await client.query<{ n: number }>(analysed)).rows[0]!.n)
    await expect.poll(count, { timeout: 15_000 }).toBeGreaterThan(0)
    expect(server.log.filter((line) => /permission denied|skipping/i.test(line))).toEqual([])
  })

  test('a new token in the file is used for each new connection', async () => {
    await withClient(server.superuserUrl, async (client) => {
      await client.query(`alter role desk password 'second token'`)
      writeFileSync(passwordFile, 'second token')
      await client.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'desk'`)
    })
    await expect.poll(async () => (await fetch(`${app.url}/readyz`)).status).toBe(200)
    expect((await ask('GET', '/channels')).status).toBe(200)
  })

  test('short of connections, requests wait for one; when there is none they get a sentence', waits, async () => {
    const channelId = await makeChannel()
    const limitTo = (connections: number): Promise<unknown> =>
      withClient(server.superuserUrl, async (client) => {
        await client.query(`alter role desk connection limit ${connections}`)
        await client.query(`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'desk'`)
      })
    const isReady = async (): Promise<number> => (await fetch(`${app.url}/readyz`)).status
    // The jobs take five of them, and the lock of the worker one.
    await limitTo(8)
    await expect.poll(isReady).toBe(200)
    const many = await Promise.all([
      ...Array.from({ length: 40 }, async () => (await ask('GET', '/channels')).status),
      ...Array.from({ length: 40 }, (_, n) => say(`short-${n}`, channelId)),
    ])
    expect(many.filter((status) => status !== 200 && status !== 201)).toEqual([])

    await limitTo(0)
    const detail = 'All connections to the database are in use. Nothing was stored; try again.'
    const answer = () => ask('GET', '/channels')
    await expect.poll(answer, { timeout: 40_000 }).toMatchObject({ status: 503, body: { detail } })
    await limitTo(-1)
    await expect.poll(isReady).toBe(200)
  })

  test('a backup is restored by a role that owns its database and nothing else', waits, async () => {
    const archive = join(folder, 'backup.tar.gz')
    expect((await cli(['backup', archive])).out).toContain('Saved ')
    const url = await giveDatabase(server, { name: 'copy', password: 'second token' })
    const restored = await cli(['restore', archive], { DATABASE_URL: url, DATA_DIR: join(folder, 'copy') })
    expect(restored.out).toContain('Restored ')
  })

  test('the doctor says so when TLS, the password or the room for connections is not right', waits, async () => {
    const plain = await cli(['doctor'], { DATABASE_URL: env['DATABASE_URL']!.replace(/\?.*/, '') })
    expect(plain.out).toContain('✗ Database   The database of DATABASE_URL cannot be used: no pg_hba.conf entry')
    const unknown = await cli(['doctor'], { DATABASE_PASSWORD_FILE: join(folder, 'nowhere') })
    expect(unknown.out).toContain('✗ Database   The file of DATABASE_PASSWORD_FILE cannot be read')
    const greedy = await cli(['doctor'], { DATABASE_POOL_SIZE: '90' })
    expect(greedy.out).toContain('✗ Connections PostgreSQL lets this user have 57 connections (max_connections is 60')
  })

  test('a pool that does not fit the limit of the role stops the start with the numbers', async () => {
    const url = await giveDatabase(server, { name: 'small', password: 'second token', limit: 10 })
    const config = readConfig({ ...env, DATABASE_URL: url, DATA_DIR: join(folder, 'small') })
    await expect(start(config)).rejects.toThrow(
      'PostgreSQL lets this user have 10 connections (the limit of the role is 10), and this node needs 6 for ' +
        'DATABASE_POOL_SIZE and 6 beside it. Let it have more.',
    )
  })
})
