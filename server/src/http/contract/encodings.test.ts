import { brotliCompressSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bootTestServer, type TestServer } from '../../../test/http.ts'
import { thingRoutes } from '../../../test/things.ts'
import { handleRaw } from '../raw.ts'

let server: TestServer
beforeAll(async () => {
  server = await bootTestServer((app) => {
    thingRoutes(app)
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

test('files and signed bodies are taken as they are, so an encoded one is refused', async () => {
  for (const path of ['/thing-files?name=a.txt', '/raw']) {
    const refused = await send('gzip', gzipSync(json), path)
    expect(refused).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } })
    expect(refused.headers.get('accept-encoding')).toBe('identity')
  }
})
