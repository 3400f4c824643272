import { once } from 'node:events'
import { connect } from 'node:net'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bootTestServer, type TestServer } from '../../../test/http.ts'
import { getThing, hello, thingRoutes } from '../../../test/things.ts'
import { newId } from '../../lib/ids.ts'
import { handle, handlePublic, longestUploadMs } from './http.ts'

let server: TestServer
beforeAll(async () => {
  server = await bootTestServer(thingRoutes, { env: { PUBLIC_URL: 'https://help.example.com' } })
})
afterAll(() => server.close())

const ask: TestServer['ask'] = (...question) => server.ask(...question)

test('what a handler returns is the answer, with the status of its contract', async () => {
  const made = await ask('admin', 'POST', '/things', { name: 'Lamp' })
  expect(made.status).toBe(201)
  expect(made.body.name).toBe('Lamp for admin')
  expect(made.headers.get('content-type')).toBe('application/json; charset=utf-8')
  expect((await ask('admin', 'DELETE', `/things/${newId()}`)).status).toBe(204)
  expect((await ask(null, 'GET', '/hello')).body).toEqual({ hello: 'world' })
})

test('a call without a body takes nothing and {} and refuses the rest', async () => {
  const json = { 'content-type': 'application/json' }
  expect((await ask('admin', 'POST', '/things/check')).status).toBe(200)
  expect((await ask('admin', 'POST', '/things/check', undefined, json)).status).toBe(200)
  expect((await ask('admin', 'POST', '/things/check', {})).status).toBe(200)
  expect((await ask('admin', 'POST', '/things/check', { all: true })).body.code).toBe('invalid_request')
})

test('an upload takes bytes of any kind up to its own limit', async () => {
  const megabyte = 'x'.repeat(1024 * 1024)
  const png = { 'content-type': 'image/png' }
  const small = await ask('admin', 'POST', '/thing-files?name=a', megabyte + megabyte, png)
  expect(small).toMatchObject({ status: 201, body: { sizeBytes: 2 * 1024 * 1024 } })
  const big = await ask('admin', 'POST', '/thing-files?name=a', megabyte.repeat(4), png)
  expect(big).toMatchObject({ status: 413, body: { code: 'too_large' } })
})

test('an error is a problem document with a stable code and the number of the request', async () => {
  const { status, headers, body } = await ask('admin', 'POST', '/things', { name: 'twice' })
  expect(status).toBe(409)
  expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
  expect(body).toEqual({
    type: 'https://help.example.com/api/docs#problem-already_exists',
    title: 'Already there',
    status: 409,
    code: 'already_exists',
    detail: 'There is one.',
    words: [],
    instance: headers.get('x-request-id'),
  })
})

test('an unexpected error says nothing about our inside', async () => {
  const { status, body } = await ask('admin', 'POST', '/things', { name: 'break' })
  expect(status).toBe(500)
  expect(body.code).toBe('internal_error')
  expect(JSON.stringify(body)).not.toContain('secret')
})

test('in tests an answer with a field that the contract does not promise is an error', async () => {
  expect((await ask('admin', 'POST', '/things', { name: 'leak' })).status).toBe(500)
})

test('unknown paths get 404 and wrong methods 405', async () => {
  expect(await ask('admin', 'GET', '/nothing')).toMatchObject({ status: 404, body: { code: 'not_found' } })
  const wrong = await ask('admin', 'PUT', '/things', {})
  expect(wrong).toMatchObject({ status: 405, body: { code: 'method_not_allowed' } })
  expect(wrong.headers.get('allow')).toBe('GET, POST')
})

test('what is not HTTP gets a plain 400 and the connection is closed', async () => {
  const socket = connect(Number(new URL(server.origin).port), '127.0.0.1')
  await once(socket, 'connect')
  socket.write('EHLO mail.example.com\r\n\r\n')
  const answer = await text(socket)
  expect(answer).toMatch(/^HTTP\/1.1 400 Bad Request\r\n/)
  expect(answer).toContain('application/problem+json')
})

test('pages run no script but our own, are framed by nobody, and stay on https', async () => {
  const { headers } = await fetch(`${server.origin}/nothing`)
  const policy = headers.get('content-security-policy')!
  expect(policy).toContain("script-src 'self';")
  expect(policy).not.toContain('unsafe-eval')
  expect(policy).toContain("frame-ancestors 'none'")
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('strict-transport-security')).toContain('max-age=')
})

test('only while the lab is on, and only by our own origin, a page is framed', async () => {
  const trial = await bootTestServer(() => {}, { env: { LAB: 'on' } })
  const { headers } = await fetch(`${trial.origin}/nothing`)
  expect(headers.get('content-security-policy')).toContain("frame-ancestors 'self'")
  expect(headers.get('x-frame-options')).toBe('SAMEORIGIN')
  await trial.close()
})

test('data is never a page: a browser that shows it runs nothing and keeps nothing', async () => {
  for (const path of ['/hello', '/nothing']) {
    const { headers } = await ask('admin', 'GET', path)
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
    )
    expect(headers.get('referrer-policy')).toBe('no-referrer')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('strict-transport-security')).toContain('max-age=')
    expect(headers.get('cache-control')).toBe('no-store')
  }
})

test.each(['/%61pi/v1/hello', '/api/%761/hello', '/api/v1/%68ello'])(
  'data that is asked for at %s is no page either',
  async (path) => {
    const { status, headers } = await fetch(`${server.origin}${path}`)
    expect(status).toBe(200)
    expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'.*; sandbox$/)
  },
)

test('a public contract cannot be served by mistake as one with a caller, nor the reverse', () => {
  expect(() => handle(server.app, hello, () => ({ hello: 'x' }))).toThrow('is public')
  expect(() => handlePublic(server.app, getThing, ({ params }) => ({ id: params.id, name: 'x' }))).toThrow(
    'is not public',
  )
})

test('a slow JSON body is ended in time, and an upload that takes longer than that is not', async () => {
  await using slow = await bootTestServer(thingRoutes, { bodyPatienceMs: 500 }).then((booted) => ({
    ...booted,
    [Symbol.asyncDispose]: () => booted.close(),
  }))
  // By default it is a minute, and the limit of the server itself leaves uploads the time that they may take.
  expect(server.app.server.headersTimeout).toBe(60_000)
  expect(server.app.server.requestTimeout).toBeGreaterThan(longestUploadMs(2 ** 20, { idleMs: 20_000 }))
  const trickle = async (path: string, type: string): Promise<string> => {
    const socket = connect(Number(new URL(slow.origin).port), '127.0.0.1')
    await once(socket, 'connect')
    socket.write(
      `POST /api/v1${path} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer admin\r\nContent-Type: ${type}\r\nContent-Length: 12\r\nConnection: close\r\n\r\n`,
    )
    let sent = 0
    const timer = setInterval(() => {
      if (sent++ < 12) socket.write('x')
      else clearInterval(timer)
    }, 100)
    socket.on('error', () => {})
    const answer = await text(socket)
    clearInterval(timer)
    return answer
  }
  const [json, upload] = await Promise.all([
    trickle('/things', 'application/json'),
    trickle('/thing-files?name=a', 'image/png'),
  ])
  expect(json).toMatch(/^HTTP\/1.1 408 /)
  expect(upload).toMatch(/^HTTP\/1.1 201 /)
})
