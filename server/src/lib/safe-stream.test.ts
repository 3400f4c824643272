import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http'
import { pipeline } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { safeStream } from './safe-stream.ts'

const seen: { url: string; headers: IncomingHttpHeaders; bytes: number }[] = []
let closed = 0
const server = createServer((request, response) => {
  const one = { url: request.url!, headers: request.headers, bytes: 0 }
  seen.push(one)
  request.on('data', (chunk: Buffer) => (one.bytes += chunk.length))
  response.on('close', () => closed++)
  answers[request.url!]!(request, response)
})
let port: number
let local: string

const mebibyte = Buffer.alloc(2 ** 20, 'a')
function* repeated(times: number) {
  for (let count = 0; count < times; count++) yield mebibyte
}
const answers: Record<string, RequestListener> = {
  '/large': (_, response) => void pipeline(repeated(8), response, () => {}),
  '/endless': (_, response) => void pipeline(repeated(Infinity), response, () => {}),
  '/drip': (_, response) => {
    const timer = setInterval(() => response.write('.'), 10)
    response.on('close', () => clearInterval(timer))
  },
  '/begun': (_, response) => void response.write('begun'),
  '/cut': (_, response) => {
    response.writeHead(200, { 'content-length': '1000' })
    response.write('a part', () => response.destroy())
  },
  '/silent': () => {},
  '/refused': (_, response) => response.writeHead(503, { 'retry-after': '7' }).end('busy'),
  '/inside': (_, response) => response.writeHead(302, { location: 'http://10.0.0.1/file' }).end(),
  '/metadata': (_, response) => response.writeHead(302, { location: 'http://169.254.169.254/' }).end(),
  '/other': (_, response) => response.writeHead(302, { location: `http://other.test:${port}/refused` }).end(mebibyte),
  '/same': (_, response) => response.writeHead(302, { location: '/refused' }).end(),
  '/take': (request, response) => void request.on('end', () => response.end('taken')).resume(),
}

beforeAll(async () => {
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  port = typeof address === 'object' ? address!.port : 0
  local = `http://127.0.0.1:${port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

const allowed = () => ({ allowPrivateHosts: [`127.0.0.1:${port}`] })
const refused = (code: string, words?: string) =>
  expect.objectContaining({ code, ...(words && { message: expect.stringContaining(words) }) })

test('a file comes as it is read, larger than what safeFetch takes', async () => {
  const { status, body } = await safeStream(`${local}/large`, allowed())
  expect(status).toBe(200)
  let bytes = 0
  for await (const chunk of body as AsyncIterable<Buffer>) bytes += chunk.length
  expect(bytes).toBe(8 * mebibyte.length)
})

test('what is larger than allowed, or has no end, is cut off with the connection', async () => {
  const before = closed
  for (const path of ['/large', '/endless']) {
    const { body } = await safeStream(`${local}${path}`, { ...allowed(), maxBytes: 2 ** 20 })
    await expect(buffer(body)).rejects.toThrow(refused('too_large', 'more than 1048576 bytes'))
  }
  await expect.poll(() => closed).toBe(before + 2)
})

test('silence and a slow drip end by different limits', async () => {
  await expect(safeStream(`${local}/silent`, { ...allowed(), idleMs: 50 })).rejects.toThrow(
    refused('upstream_failed', 'took too long'),
  )
  const begun = await safeStream(`${local}/begun`, { ...allowed(), idleMs: 50 })
  await expect(buffer(begun.body)).rejects.toThrow(refused('upstream_failed', 'took too long'))
  const drip = await safeStream(`${local}/drip`, { ...allowed(), idleMs: 5000, timeoutMs: 100 })
  await expect(buffer(drip.body)).rejects.toThrow(refused('upstream_failed', 'took too long'))
})

test('who reads slowly is not cut off for the silence of the other side', async () => {
  const { body } = await safeStream(`${local}/large`, { ...allowed(), idleMs: 300 })
  await once(body, 'readable')
  await expect.poll(() => body.readableLength).toBeGreaterThan(0)
  const later = Date.now() + 900
  await expect.poll(() => Date.now() > later).toBe(true)
  expect((await buffer(body)).length).toBe(8 * mebibyte.length)
})

test('what is cut off on its way fails, and is not a short file', async () => {
  const { body } = await safeStream(`${local}/cut`, allowed())
  await expect(buffer(body)).rejects.toThrow(refused('upstream_failed'))
})

test('who destroys the body ends the connection', async () => {
  const before = closed
  const { body } = await safeStream(`${local}/endless`, allowed())
  body.destroy()
  await expect.poll(() => closed).toBe(before + 1)
})

test('an internal address is refused, also behind a redirect', async () => {
  for (const url of [local, `${local}/inside`, `${local}/metadata`]) {
    const rules = url === local ? {} : allowed()
    await expect(safeStream(url, rules)).rejects.toThrow(refused('unsafe_address'))
  }
})

test('no header that a credential may be in leaves the host', async () => {
  const headers = { authorization: 'Bearer secret', cookie: 'a=b', 'x-api-key': 'secret', accept: 'image/*' }
  const rules = { allowPrivateHosts: ['127.0.0.1', 'other.test'], resolve: async () => ['127.0.0.1'] }
  const other = await safeStream(`${local}/other`, { ...rules, headers })
  expect([other.status, other.headers['retry-after'], String(await buffer(other.body))]).toEqual([503, '7', 'busy'])
  expect(seen.at(-1)!.headers).toMatchObject({ host: `other.test:${port}`, accept: 'image/*' })
  for (const name of ['authorization', 'cookie', 'x-api-key']) expect(seen.at(-1)!.headers).not.toHaveProperty(name)
  const same = await safeStream(`${local}/same`, { ...rules, headers })
  same.body.destroy()
  expect(seen.at(-1)!.headers).toMatchObject({ authorization: 'Bearer secret', 'x-api-key': 'secret' })
})

test('a file is sent as it is made, and one that fails meanwhile is no request', async () => {
  async function* file(fails: boolean) {
    for (let count = 0; count < 4; count++) yield Buffer.from(mebibyte)
    if (fails) throw new Error('the disk is gone')
  }
  const taken = await safeStream(`${local}/take`, { ...allowed(), method: 'PUT', body: file(false) })
  expect(String(await buffer(taken.body))).toBe('taken')
  expect(seen.at(-1)).toMatchObject({ bytes: 4 * mebibyte.length, headers: { 'transfer-encoding': 'chunked' } })
  await expect(safeStream(`${local}/take`, { ...allowed(), method: 'PUT', body: file(true) })).rejects.toThrow(
    refused('upstream_failed', 'the disk is gone'),
  )
})
