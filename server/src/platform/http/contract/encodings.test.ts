import { createHook } from 'node:async_hooks'
import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { route } from '@throughline/protocol/route.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { bootTestServer, type TestServer } from '../../../../test/http.ts'
import { thingRoutes } from '../../../../test/things.ts'
import { handlePublic } from '../handle.ts'
import { handleRaw } from '../raw.ts'
import { decode } from './encodings.ts'

const greet = route({
  method: 'POST',
  path: '/greetings',
  tag: 'Things',
  summary: 'Greet',
  access: 'public',
  body: z.object({}),
  response: z.object({ hello: z.string() }),
  status: 200,
})

let server: TestServer
beforeAll(async () => {
  server = await bootTestServer((app) => {
    thingRoutes(app)
    handlePublic(app, greet, () => ({ hello: 'world' }))
    handleRaw(app, { method: 'POST', path: '/api/v1/raw' }, ({ body }) => ({ bytes: body.length }))
  })
})
afterAll(() => server.close())

const json = Buffer.from(JSON.stringify({ name: 'lamp' }))
const send = (encoding: string, body: Uint8Array, path = '/things') =>
  server.ask('admin', 'POST', path, body, { 'content-type': 'application/json', 'content-encoding': encoding })

test.each([
  ['gzip', gzipSync(json)],
  ['x-gzip', gzipSync(json)],
  ['GZIP', gzipSync(json)],
  ['deflate', deflateSync(json)],
  ['br', brotliCompressSync(json)],
  ['identity', json],
])('a body in %s is read like any other', async (encoding, body) => {
  expect(await send(encoding, body)).toMatchObject({ status: 201, body: { name: 'lamp for admin' } })
})

test('an encoding that is not read is refused, with those that are', async () => {
  for (const encoding of ['zstd', 'gzip, br', 'compress', '__proto__']) {
    const refused = await send(encoding, zstdCompressSync(json))
    expect(refused).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } })
    expect(refused.headers.get('accept-encoding')).toBe('gzip, deflate, br')
  }
})

test('what grows larger than the call takes is refused before it is there, and what is broken by name', async () => {
  const bomb = gzipSync(Buffer.alloc(64 * 1024 * 1024))
  expect(bomb.length).toBeLessThan(100 * 1024)
  expect(await send('gzip', bomb)).toMatchObject({ status: 413, body: { code: 'too_large' } })
  expect(await send('br', brotliCompressSync(Buffer.alloc(64 * 1024 * 1024)))).toMatchObject({ status: 413 })
  expect(await send('gzip', json)).toMatchObject({ status: 400, body: { detail: 'The body is not valid gzip.' } })
  expect(await send('gzip', gzipSync(json).subarray(0, 20))).toMatchObject({ status: 400 })
})

test('of many bodies that unpack to megabytes a few are unpacked at once, and all in the end', async () => {
  const bomb = brotliCompressSync(Buffer.alloc(1024 * 1024))
  expect(bomb.length).toBeLessThan(1000)
  let begun = 0
  const count = createHook({ init: (_id, type) => void (begun += type === 'ZLIB' ? 1 : 0) }).enable()
  const bodies = Array.from({ length: 100 }, (_, index) => decode(index % 2 ? 'br' : 'gzip', bomb, 1024 * 1024))
  expect(begun).toBe(4)
  const ends = await Promise.allSettled(bodies)
  count.disable()
  expect(begun).toBe(100)
  expect(ends.map(({ status }) => status)).toEqual(ends.map((_, index) => (index % 2 ? 'fulfilled' : 'rejected')))
})

test('what strangers send is taken as it is: nothing of theirs is unpacked, nor read where nothing is', async () => {
  const [empty, packed] = [gzipSync('{}'), gzipSync(json)]
  let begun = 0
  const count = createHook({ init: (_id, type) => void (begun += type === 'ZLIB' ? 1 : 0) }).enable()
  const encoded = await send('gzip', empty, '/greetings')
  expect(encoded).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } })
  expect(encoded.headers.get('accept-encoding')).toBe('identity')
  for (const path of ['/nothing', '/hello']) {
    const unknown = await send('gzip', packed, path)
    expect([path, unknown.status]).toEqual([path, path === '/hello' ? 405 : 404])
  }
  // What is no JSON is not found out there either.
  expect((await server.ask(null, 'POST', '/nothing', '{', { 'content-type': 'application/json' })).status).toBe(404)
  count.disable()
  expect(begun).toBe(0)
})

test('files and signed bodies are taken as they are, so an encoded one is refused', async () => {
  for (const path of ['/thing-files?name=a.txt', '/raw']) {
    const refused = await send('gzip', gzipSync(json), path)
    expect(refused).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } })
    expect(refused.headers.get('accept-encoding')).toBe('identity')
  }
})
