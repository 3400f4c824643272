import { connect } from 'node:net'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { permissionsByRole } from '@throughline/protocol/permissions.ts'
import { humanText, IdParams, PageQuery, pageOf } from '@throughline/protocol/primitives.ts'
import { route } from '@throughline/protocol/route.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { readConfig } from '../lib/config.ts'
import { AppError } from '../lib/errors.ts'
import { newId } from '../lib/ids.ts'
import { silentLogger } from '../lib/logger.ts'
import { createHttpServer, handle, handlePublic, handleUpload, type Caller, type HttpServer } from './http.ts'

const Thing = z.object({ id: z.string(), name: z.string() })
const tag = 'Things'

const listThings = route({
  method: 'GET',
  path: '/things',
  tag,
  summary: 'Things',
  access: 'customers.read',
  query: PageQuery.extend({ query: humanText(20).optional() }),
  response: pageOf(Thing),
  status: 200,
})
const createThing = route({
  method: 'POST',
  path: '/things',
  tag,
  summary: 'Add a thing',
  access: 'customers.write',
  body: z.object({
    name: z.string().min(1),
    parts: z.array(z.object({ size: z.number() })).default([]),
    data: z.record(z.string(), z.unknown()).optional(),
  }),
  response: Thing,
  status: 201,
})
const getThing = route({
  method: 'GET',
  path: '/things/:id',
  tag,
  summary: 'One thing',
  access: 'signed-in',
  params: IdParams,
  response: Thing,
  status: 200,
})
const dropThing = route({
  method: 'DELETE',
  path: '/things/:id',
  tag,
  summary: 'Drop a thing',
  access: 'customers.write',
  params: IdParams,
  status: 204,
})
const checkThings = route({
  method: 'POST',
  path: '/things/check',
  tag,
  summary: 'Check all things',
  access: 'signed-in',
  response: z.object({ ok: z.boolean() }),
  status: 200,
})
const uploadThing = route({
  method: 'POST',
  path: '/thing-files',
  tag,
  summary: 'Upload a thing',
  access: 'customers.write',
  query: z.object({ name: z.string() }),
  response: z.object({ sizeBytes: z.number() }),
  status: 201,
})
const hello = route({
  method: 'GET',
  path: '/hello',
  tag,
  summary: 'Hello',
  access: 'public',
  response: z.object({ hello: z.string() }),
  status: 200,
})

let app: HttpServer
let origin: string

beforeAll(async () => {
  const config = readConfig({ NODE_ENV: 'test', PUBLIC_URL: 'https://help.example.com' })
  app = await createHttpServer({ config, logger: silentLogger, authenticate })
  handle(app, listThings, () => ({ items: [], nextCursor: null }))
  handle(app, createThing, ({ body, caller }) => {
    if (body.name === 'break') throw new Error('a secret of ours')
    if (body.name === 'twice') throw new AppError('already_exists', 'There is one.', { internal: { row: 'secret' } })
    if (body.name === 'wrong') return { id: newId(), name: 'x', password: 'leak' }
    return { id: newId(), name: `${body.name} by ${caller.name}` }
  })
  handle(app, getThing, ({ params }) => ({ id: params.id, name: 'thing' }))
  handle(app, dropThing, () => {})
  handle(app, checkThings, () => ({ ok: true }))
  handlePublic(app, hello, () => ({ hello: 'world' }))
  handleUpload(
    app,
    uploadThing,
    async ({ stream }) => {
      let sizeBytes = 0
      for await (const chunk of stream) sizeBytes += (chunk as Buffer).length
      return { sizeBytes }
    },
    { maxBytes: 3 * 1024 * 1024 },
  )
  origin = await app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => app.close())

function authenticate({ headers, address }: { headers: { authorization?: string; cookie?: string }; address: string }) {
  const caller = (kind: Caller['kind'], role: keyof typeof permissionsByRole): Caller => ({
    kind,
    id: `${kind}-${role}`,
    name: 'Maria',
    role,
    permissions: new Set(permissionsByRole[role]),
    address,
  })
  if (headers.authorization === 'Bearer admin') return caller('token', 'admin')
  if (headers.authorization === 'Bearer readonly') return caller('token', 'readonly')
  if (headers.cookie === 'session=1') return Promise.resolve(caller('staff', 'staff'))
  return null
}

async function ask(method: string, path: string, init: { body?: unknown; headers?: Record<string, string> } = {}) {
  const { body } = init
  const response = await fetch(`${origin}${path}`, {
    method,
    headers: {
      authorization: 'Bearer admin',
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...init.headers,
    },
    ...(body === undefined
      ? {}
      : { body: typeof body === 'string' || body instanceof Uint8Array ? (body as string) : JSON.stringify(body) }),
  })
  const content = await response.text()
  return { status: response.status, headers: response.headers, body: content ? JSON.parse(content) : undefined }
}

test('what a handler returns is the answer, with the status of its contract', async () => {
  const made = await ask('POST', '/api/v1/things', { body: { name: 'Lamp' } })
  expect(made.status).toBe(201)
  expect(made.body.name).toBe('Lamp by Maria')
  expect(made.headers.get('content-type')).toBe('application/json; charset=utf-8')
  expect((await ask('DELETE', `/api/v1/things/${newId()}`)).status).toBe(204)
  expect((await ask('GET', '/api/v1/hello', { headers: { authorization: '' } })).body).toEqual({ hello: 'world' })
})

test('a call without a body takes nothing and {} and refuses the rest', async () => {
  expect((await ask('POST', '/api/v1/things/check')).status).toBe(200)
  expect((await ask('POST', '/api/v1/things/check', { headers: { 'content-type': 'application/json' } })).status).toBe(
    200,
  )
  expect((await ask('POST', '/api/v1/things/check', { body: {} })).status).toBe(200)
  expect((await ask('POST', '/api/v1/things/check', { body: { all: true } })).body.code).toBe('invalid_request')
})

test('nobody gets past a contract that needs a sign-in, and a role gets as far as its permissions', async () => {
  const anonymous = await ask('GET', '/api/v1/things', { headers: { authorization: '' } })
  expect(anonymous).toMatchObject({ status: 401, body: { code: 'unauthenticated' } })
  expect(anonymous.headers.get('www-authenticate')).toBe('Bearer')
  const readonly = { authorization: 'Bearer readonly' }
  expect((await ask('GET', '/api/v1/things', { headers: readonly })).status).toBe(200)
  const refused = await ask('POST', '/api/v1/things', { headers: readonly, body: { name: 'Lamp' } })
  expect(refused).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  expect(refused.body.detail).toContain('customers.write')
})

test('access is decided before the body is read', async () => {
  const headers = { authorization: 'Bearer readonly' }
  expect((await ask('POST', '/api/v1/things', { headers, body: '{ broken' })).status).toBe(403)
})

test('an error is a problem document with a stable code and the number of the request', async () => {
  const { status, headers, body } = await ask('POST', '/api/v1/things', { body: { name: 'twice' } })
  expect(status).toBe(409)
  expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  expect(body).toEqual({
    type: 'https://help.example.com/api/docs#problem-already_exists',
    title: 'Already there',
    status: 409,
    code: 'already_exists',
    detail: 'There is one.',
    instance: headers.get('x-request-id'),
  })
})

test('an unexpected error says nothing about our inside', async () => {
  const { status, body } = await ask('POST', '/api/v1/things', { body: { name: 'break' } })
  expect(status).toBe(500)
  expect(body.code).toBe('internal_error')
  expect(JSON.stringify(body)).not.toContain('secret')
})

test('in tests an answer with a field that the contract does not promise is an error', async () => {
  expect((await ask('POST', '/api/v1/things', { body: { name: 'wrong' } })).status).toBe(500)
})

test('every wrong field is named', async () => {
  const { body } = await ask('POST', '/api/v1/things', { body: { parts: [{ size: 1 }, { size: 'big' }] } })
  expect(body).toMatchObject({
    status: 400,
    code: 'invalid_request',
    errors: [
      { path: 'name', message: 'is missing' },
      { path: 'parts[1].size', message: expect.stringContaining('expected number') },
    ],
  })
})

test('an unknown field is refused by name, at any depth, and a free record takes any', async () => {
  const extra = await ask('POST', '/api/v1/things', {
    body: { name: 'a', nmae: 'b', parts: [{ size: 1, colour: 'red' }] },
  })
  expect(extra.body.errors).toEqual([
    { path: 'nmae', message: 'no such field' },
    { path: 'parts[0].colour', message: 'no such field' },
  ])
  expect((await ask('POST', '/api/v1/things', { body: { name: 'a', data: { any: { thing: 1 } } } })).status).toBe(201)
})

test('an empty query parameter counts as left out, a wrong one is named', async () => {
  expect((await ask('GET', '/api/v1/things?query=&limit=&cursor=')).status).toBe(200)
  expect((await ask('GET', '/api/v1/things?limit=1000')).body.errors[0].path).toBe('limit')
  expect((await ask('GET', '/api/v1/things?limit=1&limit=2')).status).toBe(400)
})

const badBodies: [name: string, body: string | Uint8Array, code: string][] = [
  ['broken JSON', '{ "name": ', 'invalid_json'],
  ['bytes that are not UTF-8', new Uint8Array([0x22, 0xff, 0xfe, 0x22]), 'invalid_json'],
  ['a field named __proto__', '{ "name": "a", "__proto__": { "admin": true } }', 'invalid_json'],
  ['an escaped NUL in a field', '{ "name": "a\\u0000b" }', 'invalid_request'],
  ['an escaped NUL in a field name', '{ "name": "a", "data": { "\\u0000": 1 } }', 'invalid_request'],
  ['a raw NUL', '{ "name": "a\u0000b" }', 'invalid_json'],
  ['half a surrogate pair', '{ "name": "a\\ud83d" }', 'invalid_request'],
  ['an array instead of an object', '[]', 'invalid_request'],
  ['null', 'null', 'invalid_request'],
  ['nothing', '', 'invalid_request'],
]
test.each(badBodies)('%s is refused with a clear code', async (_name, body, code) => {
  const answer = await ask('POST', '/api/v1/things', { body })
  expect(answer).toMatchObject({ status: 400, body: { code } })
})

test('an escaped backslash before u0000 and an escaped emoji are just text', async () => {
  expect((await ask('POST', '/api/v1/things', { body: '{ "name": "a\\\\u0000 \\ud83d\\ude00" }' })).status).toBe(201)
})

test('a body that is too large, or not JSON, is refused', async () => {
  const large = await ask('POST', '/api/v1/things', { body: { name: 'x'.repeat(1024 * 1024) } })
  expect(large).toMatchObject({ status: 413, body: { code: 'too_large' } })
  const form = await ask('POST', '/api/v1/things', {
    body: 'name=a',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
  })
  expect(form).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } })
})

test('an upload takes bytes of any kind up to its own limit', async () => {
  const megabyte = 'x'.repeat(1024 * 1024)
  const headers = { 'content-type': 'image/png' }
  const small = await ask('POST', '/api/v1/thing-files?name=a', { body: megabyte + megabyte, headers })
  expect(small).toMatchObject({ status: 201, body: { sizeBytes: 2 * 1024 * 1024 } })
  const big = await ask('POST', '/api/v1/thing-files?name=a', { body: megabyte.repeat(4), headers })
  expect(big).toMatchObject({ status: 413, body: { code: 'too_large' } })
})

test('broken addresses, unknown paths and wrong methods are told apart', async () => {
  expect(await ask('GET', '/api/v1/things/%zz')).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
  expect(await ask('GET', '/api/v1/things?query=%ff')).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
  expect(await ask('GET', '/api/v1/things?query=a%00')).toMatchObject({
    status: 400,
    body: { code: 'invalid_request' },
  })
  expect(await ask('GET', '/api/v1/things/not-an-id')).toMatchObject({ status: 400, body: { code: 'invalid_request' } })
  expect(await ask('GET', '/api/v1/nothing')).toMatchObject({ status: 404, body: { code: 'not_found' } })
  const wrong = await ask('PUT', '/api/v1/things', { body: {} })
  expect(wrong).toMatchObject({ status: 405, body: { code: 'method_not_allowed' } })
  expect(wrong.headers.get('allow')).toBe('GET, POST')
})

test('what is not HTTP gets a plain 400 and the connection is closed', async () => {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1')
  await once(socket, 'connect')
  socket.write('EHLO mail.example.com\r\n\r\n')
  const answer = await text(socket)
  expect(answer).toMatch(/^HTTP\/1.1 400 Bad Request\r\n/)
  expect(answer).toContain('application/problem+json')
})

test('every answer carries the headers that protect a browser', async () => {
  const { headers } = await ask('GET', '/api/v1/hello')
  const policy = headers.get('content-security-policy')!
  expect(policy).toContain("script-src 'self';")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('strict-transport-security')).toContain('max-age=')
  expect(headers.get('cache-control')).toBe('no-store')
})

const cookie = { authorization: '', cookie: 'session=1' }
test.each([
  [{ origin: 'https://evil.example' }, 403],
  [{ origin: 'null' }, 403],
  [{ 'sec-fetch-site': 'cross-site' }, 403],
  [{ 'sec-fetch-site': 'same-site' }, 403],
  [{ origin: 'https://help.example.com' }, 201],
  [{ 'sec-fetch-site': 'same-origin' }, 201],
  [{}, 201],
] as [Record<string, string>, number][])('a signed-in browser sent by %o is answered with %i', async (from, status) => {
  const answer = await ask('POST', '/api/v1/things', { body: { name: 'Lamp' }, headers: { ...cookie, ...from } })
  expect(answer.status).toBe(status)
  if (status === 403) expect(answer.body.code).toBe('csrf_rejected')
})

test('a token is not bound to an origin, and reading is not either', async () => {
  const foreign = { origin: 'https://evil.example' }
  expect((await ask('POST', '/api/v1/things', { body: { name: 'Lamp' }, headers: foreign })).status).toBe(201)
  expect((await ask('GET', '/api/v1/things', { headers: { ...cookie, ...foreign } })).status).toBe(200)
})

test('forwarded addresses and request numbers are not believed unless a proxy is trusted', async () => {
  const { headers } = await ask('GET', '/api/v1/hello', { headers: { 'x-request-id': 'mine' } })
  expect(headers.get('x-request-id')).not.toBe('mine')
})

test('one caller, and one address without a sign-in, may ask only so often', async () => {
  const config = readConfig({ RATE_LIMIT: '3', RATE_LIMIT_ANONYMOUS: '2' })
  await using limited = await createHttpServer({ config, logger: silentLogger, authenticate })
  handle(limited, getThing, ({ params }) => ({ id: params.id, name: 'thing' }))
  const url = `/api/v1/things/${newId()}`
  const statuses = async (authorization: string, count: number): Promise<number[]> => {
    const found = []
    for (let i = 0; i < count; i++) {
      found.push((await limited.inject({ url, headers: { authorization } })).statusCode)
    }
    return found
  }
  expect(await statuses('Bearer admin', 4)).toEqual([200, 200, 200, 429])
  expect(await statuses('Bearer wrong', 3)).toEqual([401, 401, 429])
  // Neither uses up what another caller may ask.
  expect(await statuses('Bearer readonly', 1)).toEqual([200])
  const refused = await limited.inject({ url, headers: { authorization: 'Bearer admin' } })
  expect(refused.json().code).toBe('too_many_requests')
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0)
})

test('a public contract cannot be served by mistake as one with a caller, nor the reverse', async () => {
  expect(() => handle(app, hello, () => ({ hello: 'x' }))).toThrow('is public')
  expect(() => handlePublic(app, getThing, ({ params }) => ({ id: params.id, name: 'x' }))).toThrow('is not public')
})
