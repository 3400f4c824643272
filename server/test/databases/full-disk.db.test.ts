import { randomBytes } from 'node:crypto'
import { spawnSync } from 'node:child_process'
import { chmodSync, chownSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Client } from 'pg'
import { expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { createTestDatabase } from '../database.ts'
import { withClient } from '../test-cluster.ts'

// Only root can make a small disk.
test.skipIf(process.getuid?.() !== 0 || process.platform !== 'linux')(
  'a full disk of the database is 507 and in /readyz, until there is room again',
  async () => {
    await using disk = await smallDisk(48)
    await using app = await startTestApp({ tablespace: disk.tablespace })
    const { id } = await app.api<{ id: string }>('POST', '/channels', { kind: 'api', name: 'App' })
    const say = (): Promise<Response> =>
      app.request('POST', `/channels/${id}/inbound`, {
        id: randomBytes(8).toString('hex'),
        from: { kind: 'email', value: 'ana@example.com' },
        text: randomBytes(20_000).toString('hex'),
      })
    disk.fill()
    // Pages that were begun still have room.
    await expect.poll(async () => (await say()).status).toBe(507)
    expect(await (await say()).json()).toMatchObject({
      code: 'insufficient_storage',
      detail: 'The disk of the database is full. Nothing was stored; try again.',
    })
    // No other node would be better off, and what only reads works.
    const finding = { name: 'database_disk', ok: false, detail: 'The disk of the database is full.' }
    expect(await readiness(app)).toMatchObject({ ready: true, details: expect.arrayContaining([finding]) })
    expect((await app.request('GET', '/issues')).status).toBe(200)

    disk.empty()
    const well = { name: 'database_disk', ok: true, detail: 'ok' }
    await expect.poll(() => readiness(app)).toMatchObject({ details: expect.arrayContaining([well]) })
    expect((await say()).status).toBe(201)
  },
)

async function readiness(app: TestApp): Promise<unknown> {
  return (await fetch(`${app.url}/readyz`)).json()
}

/** A tablespace on a disk of its own in memory. */
async function smallDisk(mebibytes: number) {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-disk-'))
  chmodSync(folder, 0o755)
  run('mount', '-t', 'tmpfs', '-o', `size=${mebibytes}m`, 'throughline-test', folder)
  const place = join(folder, 'tables')
  const filler = join(folder, 'filler')
  const tablespace = `small_${randomBytes(4).toString('hex')}`
  mkdirSync(place)
  const database = await createTestDatabase({ empty: true })
  const { host } = new Client({ connectionString: database.url })
  const { rows } = await database.pool.query<{ folder: string }>(`select current_setting('data_directory') as folder`)
  const { uid, gid } = statSync(host.startsWith('/') ? host : rows[0]!.folder)
  chownSync(place, uid, gid)
  await database.pool.query(`create tablespace ${tablespace} location '${place}'`)
  return {
    tablespace,
    fill() {
      for (let chunk = 1024 * 1024; chunk >= 4096;) {
        try {
          writeFileSync(filler, Buffer.alloc(chunk), { flag: 'a' })
        } catch {
          chunk /= 2
        }
      }
    },
    empty: () => rmSync(filler),
    async [Symbol.asyncDispose]() {
      await withClient(database.url, (client) => client.query(`drop tablespace ${tablespace}`))
      await database.drop()
      run('umount', folder)
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

function run(command: string, ...args: string[]): void {
  const { status, stderr } = spawnSync(command, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${command}: ${stderr}`)
}
