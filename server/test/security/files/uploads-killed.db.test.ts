import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm, stat, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { ensureBuilt } from '../../built.ts'
import { createTestDatabase } from '../../database.ts'
import { programEnv } from '../../program-env.ts'
import { freePort } from '../../free-port.ts'
import { stallUpload } from '../../stalled-upload.ts'

const token = 'token-of-the-operator'
const dataDir = await mkdtemp(join(tmpdir(), 'throughline-killed-'))
const children: ChildProcess[] = []
afterAll(async () => {
  for (const child of children) child.kill('SIGKILL')
  await rm(dataDir, { recursive: true, force: true })
})

/** Every file of the store, and of what has yet to get there, with its size. */
async function filesOnDisk(): Promise<Record<string, number>> {
  const root = join(dataDir, 'files')
  const names = await readdir(root, { recursive: true }).catch(() => [])
  const found: Record<string, number> = {}
  for (const name of names) {
    // What the node itself keeps there for the other nodes to read is no upload.
    if (name.startsWith('nodes')) continue
    const file = await stat(join(root, name)).catch(() => null)
    if (file?.isFile()) found[name] = file.size
  }
  return found
}

test('a server that is killed in the middle of an upload leaves a temporary file, which the next start removes', async () => {
  await ensureBuilt()
  await using database = await createTestDatabase()
  const port = await freePort()
  const url = `http://127.0.0.1:${port}`
  async function start(): Promise<ChildProcess> {
    const child = spawn(process.execPath, [join(import.meta.dirname, '../../../src/main.ts')], {
      env: {
        ...programEnv,
        DATA_DIR: dataDir,
        DATABASE_URL: database.url,
        PORT: String(port),
        SMTP_PORT: '0',
        NODE_ENV: 'test',
        LOG_LEVEL: 'silent',
        ADMIN_EMAIL: 'admin@example.com',
        ADMIN_PASSWORD: 'correct horse battery staple',
        ADMIN_API_TOKEN: token,
      },
      stdio: 'ignore',
    })
    children.push(child)
    const isReady = async (): Promise<boolean> => (await fetch(`${url}/readyz`).catch(() => null))?.ok ?? false
    await expect.poll(isReady, { timeout: 30_000 }).toBe(true)
    return child
  }

  const first = await start()
  const response = await fetch(`${url}/api/v1/channels`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ kind: 'webchat', name: 'Shop', settings: {} }),
  })
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract's answer
  const { id } = (await response.json()) as { id: string }
  stallUpload({ url }, id, { sentBytes: 3 * 2 ** 20 })
  // It is on the disk while it comes, and not in memory.
  await expect.poll(async () => Object.values(await filesOnDisk()).some((bytes) => bytes > 2 * 2 ** 20)).toBe(true)
  const killed = once(first, 'exit')
  first.kill('SIGKILL')
  await killed
  const left = Object.keys(await filesOnDisk())
  expect(left).toHaveLength(1)
  expect(left[0]).toMatch(/^incoming\//)

  // A quarter of an hour later.
  const before = new Date(Date.now() - 15 * 60_000)
  await utimes(join(dataDir, 'files', left[0]!), before, before)
  const second = await start()
  expect(await filesOnDisk()).toEqual({})
  const stopped = once(second, 'exit')
  second.kill('SIGTERM')
  await stopped
}, 90_000)
