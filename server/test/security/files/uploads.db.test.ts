import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Channel } from '@throughline/protocol/channels/channels.ts'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../app.ts'
import { stallUpload, type StalledUpload } from '../../stalled-upload.ts'
import { newVisitor } from '../../visitor.ts'

let app: TestApp
let chat: Channel
let other: Channel
const dataDir = await mkdtemp(join(tmpdir(), 'throughline-uploads-'))
beforeAll(async () => {
  app = await startTestApp({
    env: {
      DATA_DIR: dataDir,
      RATE_LIMIT_VISITOR: '100000',
      UPLOADS_AT_ONCE_ADDRESS: '12',
      UPLOADS_AT_ONCE: '60',
      UPLOAD_MIB_ADDRESS: '310',
      UPLOAD_MIB_CHANNEL: '1024',
      VISITORS_ADDRESS: '10000',
    },
  })
  const connect = (name: string): Promise<Channel> =>
    app.api('POST', '/channels', { kind: 'webchat', name, settings: { allowedOrigins: [] } })
  chat = await connect('Shop')
  other = await connect('Blog')
})
afterAll(async () => {
  await app.stop()
  await rm(dataDir, { recursive: true, force: true })
})

const stalled: StalledUpload[] = []
afterEach(() => {
  for (const upload of stalled.splice(0)) upload.request.destroy()
})
function stall(options: Parameters<typeof stallUpload>[2] & { channel?: Channel } = {}): StalledUpload {
  const upload = stallUpload(app, (options.channel ?? chat).id, options)
  stalled.push(upload)
  return upload
}

/** Every byte that lies in the folder of files. */
async function bytesOnDisk(): Promise<number> {
  const names = await readdir(join(dataDir, 'files'), { recursive: true }).catch(() => [])
  const found = await Promise.all(names.map((name) => stat(join(dataDir, 'files', name)).catch(() => null)))
  return found.reduce((sum, file) => sum + (file?.isFile() ? file.size : 0), 0)
}

/** A whole upload of a visitor from an address of their own. */
function send(address: string, bytes: number, channel = chat): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(
      `${app.url}/api/v1/webchat/${channel.id}/files?name=a.bin`,
      {
        method: 'POST',
        localAddress: address,
        agent: false,
        headers: { authorization: `Visitor ${randomBytes(32).toString('base64url')}`, 'content-length': bytes },
      },
      (response) => {
        response.resume()
        resolve(response.statusCode!)
      },
    )
    call.on('error', reject)
    call.end(randomBytes(bytes))
  })
}

test('of sixty stalled uploads with new tokens from one address a few are admitted, and only what they sent is on the disk', async () => {
  const before = await bytesOnDisk()
  const flood = Array.from({ length: 60 }, () => stall())
  await expect.poll(() => flood.filter((upload) => upload.status() === 429).length).toBe(48)
  const refused = flood.find((upload) => upload.status() === 429)!
  expect(refused.code()).toBe('too_many_requests')
  expect(refused.retryAfter()).toBeGreaterThan(0)
  expect((await bytesOnDisk()) - before).toBeLessThanOrEqual(12 * 64 * 1024)
  // They hang up, and nothing of them is left.
  for (const upload of flood) upload.request.destroy()
  await expect.poll(bytesOnDisk).toBe(before)
  await expect.poll(() => send('127.0.0.1', 1000)).toBe(201)
})

test('an upload that stalls, or sends a byte now and then, is ended: of visitors and of staff', async () => {
  await using hasty = await startTestApp({ env: { UPLOAD_IDLE_SECONDS: '1' } })
  const { id } = await hasty.api<Channel>('POST', '/channels', { kind: 'webchat', name: 'Shop', settings: {} })
  const silent = stallUpload(hasty, id)
  const trickling = stallUpload(hasty, id)
  stalled.push(silent, trickling)
  const trickle = setInterval(() => trickling.request.write('.'), 100)
  const ofStaff = request(`${hasty.url}/api/v1/attachments?name=a.bin`, {
    method: 'POST',
    headers: { authorization: `Bearer ${hasty.token}`, 'content-length': 2 ** 20 },
  })
  const statusOfStaff = new Promise<number>((resolve, reject) => {
    ofStaff.on('response', (response) => resolve(response.statusCode!)).on('error', reject)
  })
  ofStaff.write('a little')
  await expect.poll(() => silent.status()).toBe(408)
  expect(silent.code()).toBe('request_timeout')
  await expect.poll(() => trickling.status()).toBe(408)
  clearInterval(trickle)
  expect(await statusOfStaff).toBe(408)
  await expect.poll(() => silent.isOver() && trickling.isOver(), { timeout: 15_000 }).toBe(true)
  expect((await newVisitor(hasty, id).upload('a.txt', 'a')).status).toBe(201)
})

test('while one address stalls, a visitor from another one uploads', async () => {
  const flood = Array.from({ length: 20 }, () => stall({ address: '127.0.0.2' }))
  await expect.poll(() => flood.filter((upload) => upload.status() === 429).length).toBe(8)
  expect(await send('127.0.0.3', 1000)).toBe(201)
})

test('many addresses together get no more than the share of their channel, and other channels have theirs', async () => {
  const flood = Array.from({ length: 40 }, (_, index) =>
    stall({ address: `127.0.1.${index + 1}`, announcedBytes: 2 ** 20 }),
  )
  await expect.poll(() => flood.filter((upload) => upload.status() === 429).length).toBe(10)
  expect(await send('127.0.0.4', 1000, other)).toBe(201)
})

test('an upload that is cut off leaves nothing on the disk', async () => {
  const before = await bytesOnDisk()
  const upload = stall({ address: '127.0.0.6', sentBytes: 3 * 2 ** 20 })
  await expect.poll(bytesOnDisk).toBeGreaterThan(before + 2 * 2 ** 20)
  upload.request.destroy()
  // What the uploads before it left may go meanwhile.
  await expect.poll(bytesOnDisk).toBeLessThanOrEqual(before)
})

test('a file that is announced as too large is refused before a byte is read, and one that just goes on is stopped', async () => {
  const before = await bytesOnDisk()
  const announced = stall({ address: '127.0.0.7', announcedBytes: 2 ** 40 })
  await expect.poll(() => announced.status()).toBe(413)
  await expect.poll(() => announced.isOver(), { timeout: 15_000 }).toBe(true)
  expect(await sendChunked('127.0.0.7', 26 * 2 ** 20)).toBe(413)
  expect(await bytesOnDisk()).toBe(before)
})

test('unsent files of an address are limited in bytes, whatever tokens it makes; sending makes room', async () => {
  await using small = await startTestApp({
    env: { UPLOAD_MIB_ADDRESS: '1', UPLOAD_MIB_CHANNEL: '2', RATE_LIMIT_VISITOR: '100000', VISITORS_ADDRESS: '10000' },
  })
  const { id } = await small.api<Channel>('POST', '/channels', { kind: 'webchat', name: 'Shop', settings: {} })
  const file = randomBytes(400 * 1024)
  const first = newVisitor(small, id)
  const uploaded = await first.upload('first.bin', file)
  expect(uploaded.status).toBe(201)
  expect((await newVisitor(small, id).upload('second.bin', file)).status).toBe(201)
  const third = await newVisitor(small, id).upload('third.bin', file)
  expect(third).toMatchObject({ status: 429, body: { code: 'too_many_requests' } })
  expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0)
  await first.say('See the file.', { attachmentIds: [uploaded.body.id] })
  expect((await newVisitor(small, id).upload('third.bin', file)).status).toBe(201)
  const [message] = (await first.messages()).items
  const download = await first.ask('GET', `/files/${message!.attachments[0]!.id}`)
  expect(download.status).toBe(200)
  expect(Number(download.headers.get('content-length'))).toBe(file.length)
})

test('no upload takes the last room of the disk, of visitors or of staff', async () => {
  await using full = await startTestApp({ env: { DISK_FLOOR_MIB: String(2 ** 40) } })
  const { id } = await full.api<Channel>('POST', '/channels', { kind: 'webchat', name: 'Shop', settings: {} })
  const visitor = newVisitor(full, id)
  expect(await visitor.upload('a.txt', 'a')).toMatchObject({ status: 507, body: { code: 'insufficient_storage' } })
  // It says nothing about the visitor's address: no flood is counted.
  const metrics = await (await fetch(`${full.url}/metrics`)).text()
  expect(metrics).toMatch(/^# TYPE visitor_refusals_total counter$/m)
  expect(metrics).not.toMatch(/^visitor_refusals_total\{kind="file"\} [1-9]/m)
  // A refusal is no action: nothing is stored about the visitor.
  expect((await visitor.ask('GET', '/session')).status).toBe(401)
  const staff = await fetch(`${full.url}/api/v1/attachments?name=a.txt`, {
    method: 'POST',
    headers: { authorization: `Bearer ${full.token}` },
    body: 'a',
  })
  expect(staff.status).toBe(507)
})

function sendChunked(address: string, bytes: number): Promise<number> {
  return new Promise((resolve) => {
    const call = request(
      `${app.url}/api/v1/webchat/${chat.id}/files?name=a.bin`,
      {
        method: 'POST',
        localAddress: address,
        agent: false,
        headers: { authorization: `Visitor ${randomBytes(32).toString('base64url')}` },
      },
      (response) => {
        response.resume()
        resolve(response.statusCode!)
      },
    )
    call.on('error', () => {})
    call.end(randomBytes(bytes))
  })
}
