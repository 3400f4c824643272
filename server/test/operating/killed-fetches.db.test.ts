import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../app.ts'
import { freePort } from '../free-port.ts'
import { programEnv } from '../program-env.ts'
import { holding, startParrotFiles, unending, type ParrotFiles } from '../sample-channel/parrot-files.ts'
import { createParrot, signatureOf } from '../sample-channel/parrot.ts'

// Workers are processes of their own, so that they can be killed or stopped while they fetch files.

const publicUrl = 'https://desk.example.com'
const env = { PUBLIC_URL: publicUrl, SECRET_KEY: 'k'.repeat(64) }
const secret = 'what the parrot knows'
let app: TestApp
let files: ParrotFiles
let channel: Channel
const stops = new AsyncDisposableStack()
beforeAll(async () => {
  files = stops.use(await startParrotFiles())
  app = stops.use(await startTestApp({ env: { ...env, SERVICES: 'web' }, moreAdapters: [createParrot()] }))
  const settings = { perch: 'p', secret, server: files.url }
  channel = await app.api<Channel>('POST', '/channels', { kind: 'parrot', name: 'Parrot', settings })
})
afterAll(() => stops.disposeAsync())

async function startWorker(): Promise<ChildProcess> {
  const script = join(import.meta.dirname, '../sample-channel/parrot-node.ts')
  const child = spawn(process.execPath, [script, '--services=worker'], {
    env: {
      ...programEnv,
      ...env,
      PORT: String(await freePort()),
      SMTP_PORT: '0',
      DATA_DIR: app.dataDir,
      DATABASE_URL: app.database.url,
      DATABASE_POOL_SIZE: '6',
      LOG_LEVEL: 'error',
      NODE_ENV: 'test',
      ALLOWED_PRIVATE_HOSTS: files.host,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  stops.defer(() => end(child, 'SIGKILL'))
  await once(child.stdout, 'data')
  return child
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill(signal)
  await once(child, 'exit')
}

let count = 0
async function say(
  file: string,
): Promise<{ entryId: string; attachment: () => Promise<Entry['attachments'][number]> }> {
  const id = `said ${++count}`
  const media = [{ name: 'film.mp4', type: 'video/mp4', size: null, file }]
  const body = JSON.stringify([{ id, perch: 'p', by: 'Polly', text: 'See this', media }])
  const url = `${publicUrl}/in/${channel.id}`
  const headers = { 'x-parrot-signature': signatureOf({ body: Buffer.from(body), url }, secret) }
  expect((await fetch(`${app.url}/in/${channel.id}`, { method: 'POST', headers, body })).status).toBe(202)
  const { rows } = await app.database.pool.query<{ id: string }>('select id from entries where provider_id = $1', [id])
  const entryId = rows[0]!.id
  return { entryId, attachment: async () => (await app.api<Entry>('GET', `/entries/${entryId}`)).attachments[0]! }
}

const bytesOf = async (id: string): Promise<string> => (await app.request('GET', `/attachments/${id}`)).text()
const incoming = (): Promise<string[]> => readdir(join(app.dataDir, 'files/incoming'))

test('the fetch of a killed worker is taken over by another one, once it counts as gone', async () => {
  files.put('killed', unending, holding('as it was ended'))
  const { attachment } = await say('killed')
  expect(await attachment()).toMatchObject({ state: 'arriving', name: 'film.mp4' })
  const first = await startWorker()
  await expect.poll(() => files.atOnce('killed').now, { timeout: 60_000 }).toBe(1)
  const second = await startWorker()
  await end(first, 'SIGKILL')
  expect(await attachment()).toMatchObject({ state: 'arriving' })
  await expect.poll(async () => (await attachment()).state, { timeout: 120_000 }).toBeUndefined()
  expect(await bytesOf((await attachment()).id)).toBe('as it was ended')
  expect(files.atOnce('killed').most).toBe(1)
  await end(second, 'SIGKILL')
}, 240_000)

test('a worker that is stopped gives its fetch back at once, and leaves no half of it', async () => {
  const before = (await incoming()).length
  files.put('stopped', unending, holding('as it was ended'))
  const { attachment } = await say('stopped')
  const first = await startWorker()
  await expect.poll(() => files.atOnce('stopped').now, { timeout: 60_000 }).toBe(1)
  await expect.poll(async () => (await incoming()).length).toBe(before + 1)
  const second = await startWorker()
  await end(first, 'SIGTERM')
  // Sooner than a minute without a sign of life.
  await expect.poll(async () => (await attachment()).state, { timeout: 40_000 }).toBeUndefined()
  expect(await bytesOf((await attachment()).id)).toBe('as it was ended')
  expect((await incoming()).length).toBe(before)
  await end(second, 'SIGKILL')
}, 240_000)
