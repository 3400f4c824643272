import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Attachment } from '@throughline/protocol/timeline/attachment.ts'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { eicar, startClamd, type ClamdSimulator } from '../clamd/clamd-simulator.ts'
import { createTestDatabase, type TestDatabase } from '../database.ts'
import { startCommand, token, type StartedCommand } from './start-command.ts'

// One installation whose process is killed, and is started with and without a scanner.

let database: TestDatabase
let dataDir: string
let clamd: ClamdSimulator
let node: StartedCommand | undefined
beforeAll(async () => {
  database = await createTestDatabase()
  dataDir = await mkdtemp(join(tmpdir(), 'throughline-scanning-'))
  clamd = await startClamd()
})
afterEach(() => kill())
afterAll(async () => {
  await clamd.stop()
  await database.drop()
  await rm(dataDir, { recursive: true, force: true })
})

async function start(scans: boolean): Promise<void> {
  const env = { DATABASE_URL: database.url, LOG_LEVEL: 'error', ...(scans ? { CLAMD_ADDRESS: clamd.setting } : {}) }
  node = await startCommand({ dataDir, env })
}

async function kill(): Promise<void> {
  node?.child.kill('SIGKILL')
  await node?.ended
  node = undefined
}

const ask = (method: string, path: string, body?: string): Promise<Response> =>
  fetch(`${node!.url}/api/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    ...(body === undefined ? {} : { body }),
  })

async function upload(content: string): Promise<Attachment> {
  const response = await ask('POST', '/attachments?name=file.bin', content)
  expect(response.status).toBe(201)
  return (await response.json()) as Attachment
}

const statusOf = async (file: Attachment): Promise<number> => (await ask('GET', `/attachments/${file.id}`)).status
async function stateOf(content: { sha256: string }): Promise<string | undefined> {
  const { rows } = await database.pool.query('select state from file_scans where sha256 = $1', [content.sha256])
  return rows[0]?.state
}
async function contentOf(file: Attachment): Promise<{ sha256: string }> {
  return (await database.pool.query('select sha256 from attachments where id = $1', [file.id])).rows[0]
}

test('a file whose node is killed in the middle of its scan stays withheld, and another node scans it', async () => {
  clamd.behave({ hangs: true })
  await start(true)
  const file = await upload(`${eicar} killed`)
  await expect.poll(() => clamd.atOnce().now).toBe(1)
  await kill()
  expect(await stateOf(await contentOf(file))).toBe('waiting')
  clamd.behave({})
  await start(true)
  expect(await statusOf(file)).toBe(409)
  // As after the two minutes for which the dead node had taken it up.
  await database.pool.query("update file_scans set next_try_at = now() - interval '1 minute'")
  await expect.poll(async () => stateOf(await contentOf(file)), { timeout: 30_000 }).toBe('infected')
  expect(await statusOf(file)).toBe(409)
}, 90_000)

test('files from before can be opened, are scanned behind the others, and what is found stays withheld without a scanner', async () => {
  await start(false)
  const [old, infected] = [await upload('from before'), await upload(`${eicar} from before`)]
  expect(old.scan ?? null).toBeNull()
  expect(await statusOf(infected)).toBe(200)
  // It scanned in the test before: as if it had never.
  await database.pool.query('delete from file_scanning')
  await kill()

  await start(true)
  await expect.poll(async () => stateOf(await contentOf(infected)), { timeout: 40_000 }).toBe('infected')
  await expect.poll(async () => stateOf(await contentOf(old)), { timeout: 40_000 }).toBe('clean')
  expect([await statusOf(old), await statusOf(infected)]).toEqual([200, 409])
  await kill()

  await start(false)
  expect([await statusOf(old), await statusOf(infected)]).toEqual([200, 409])
  const meanwhile = await upload(`${eicar} meanwhile`)
  expect(await statusOf(meanwhile)).toBe(200)
  await kill()

  await start(true)
  expect(await statusOf(meanwhile)).toBe(409)
  await expect.poll(async () => stateOf(await contentOf(meanwhile)), { timeout: 40_000 }).toBe('infected')
}, 240_000)
