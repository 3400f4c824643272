import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { permissionsByRole } from '@throughline/protocol/permissions.ts'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bootTestServer, type TestServer } from '../../../../test/http.ts'
import { thingRoutes } from '../../../../test/things.ts'
import { newId } from '../../../lib/ids.ts'

let server: TestServer
let browsers: TestServer
beforeAll(async () => {
  server = await bootTestServer(thingRoutes)
  browsers = await bootTestServer(thingRoutes, {
    env: { PUBLIC_URL: 'https://help.example.com' },
    // The answer of a session is not at hand: it is asked for.
    authenticate: async ({ address }) => {
      const permissions = new Set(permissionsByRole.staff)
      return { kind: 'staff', id: newId(), name: 'Maria', role: 'staff', permissions, address }
    },
  })
})
afterAll(async () => {
  await server.close()
  await browsers.close()
})

test('nobody gets past a contract that needs a sign-in, and a role gets as far as its permissions', async () => {
  const anonymous = await server.ask(null, 'GET', '/things')
  expect(anonymous).toMatchObject({ status: 401, body: { code: 'unauthenticated' } })
  expect(anonymous.headers.get('www-authenticate')).toBe('Bearer')
  expect((await server.ask('readonly', 'GET', '/things')).status).toBe(200)
  const refused = await server.ask('readonly', 'POST', '/things', { name: 'Lamp' })
  expect(refused).toMatchObject({ status: 403, body: { code: 'forbidden' } })
  expect(refused.body.detail).toContain('customers.write')
})

test('access is decided before the body is read', async () => {
  expect((await server.ask('readonly', 'POST', '/things', '{ broken')).status).toBe(403)
  expect((await server.ask(null, 'POST', '/thing-files?name=a', 'x'.repeat(10_000_000))).status).toBe(401)
})

test.each([
  [{ origin: 'https://evil.example' }, 403],
  [{ origin: 'null' }, 403],
  [{ origin: 'https://help.example.com.evil.example' }, 403],
  [{ origin: 'http://help.example.com' }, 403],
  [{ 'sec-fetch-site': 'cross-site' }, 403],
  [{ 'sec-fetch-site': 'same-site' }, 403],
  [{ origin: 'https://help.example.com' }, 201],
  [{ 'sec-fetch-site': 'same-origin' }, 201],
  [{}, 201],
] as [Record<string, string>, number][])('a signed-in browser sent by %o is answered with %i', async (from, status) => {
  const answer = await browsers.ask(null, 'POST', '/things', { name: 'Lamp' }, from)
  expect(answer.status).toBe(status)
  if (status === 403) expect(answer.body.code).toBe('csrf_rejected')
})

test('a token is not bound to an origin, and reading is not either', async () => {
  const foreign = { origin: 'https://evil.example' }
  expect((await server.ask('admin', 'POST', '/things', { name: 'Lamp' }, foreign)).status).toBe(201)
  expect((await browsers.ask(null, 'GET', '/things', undefined, foreign)).status).toBe(200)
})

test('forwarded addresses and request numbers are believed from a trusted proxy only', async () => {
  const forwarded = { 'x-request-id': 'mine', 'x-forwarded-for': '203.0.113.9' }
  const plain = await server.ask(null, 'GET', '/hello', undefined, forwarded)
  expect(plain.headers.get('x-request-id')).not.toBe('mine')

  const env = { TRUST_PROXY: '127.0.0.1', RATE_LIMIT_ANONYMOUS: '1' }
  const behind = await bootTestServer(thingRoutes, { env })
  const first = await behind.ask(null, 'GET', '/hello', undefined, forwarded)
  expect(first.headers.get('x-request-id')).toBe('mine')
  for (const odd of ['', 'a b', '<script>', `"};{"`, 'x'.repeat(129), 'ä']) {
    const answer = await behind.ask(null, 'GET', '/nothing', undefined, { ...forwarded, 'x-request-id': odd })
    expect(answer.headers.get('x-request-id')).toMatch(/^[\w-]{12}-[0-9a-z]+$/)
    expect(answer.body.instance).toBe(answer.headers.get('x-request-id'))
  }
  // Two clients behind one proxy are two.
  const other = { 'x-forwarded-for': '203.0.113.10' }
  expect((await behind.ask(null, 'GET', '/hello', undefined, other)).status).toBe(200)
  expect((await behind.ask(null, 'GET', '/hello', undefined, other)).status).toBe(429)
  await behind.close()
})

test.each(['true', '1'])('with TRUST_PROXY=%s a client cannot make up its address', async (TRUST_PROXY) => {
  const behind = await bootTestServer(thingRoutes, { env: { TRUST_PROXY, RATE_LIMIT_ANONYMOUS: '2' } })
  const statuses = []
  for (let i = 0; i < 4; i++) {
    // The client sent the first one, the proxy appended the second.
    const forwarded = { 'x-forwarded-for': `198.51.100.${i}, 203.0.113.9` }
    statuses.push((await behind.ask(null, 'GET', '/hello', undefined, forwarded)).status)
  }
  expect(statuses).toEqual([200, 200, 429, 429])
  await behind.close()
})

test('one caller, and one address without a sign-in, may ask only so often', async () => {
  const limited = await bootTestServer(thingRoutes, { env: { RATE_LIMIT: '3', RATE_LIMIT_ANONYMOUS: '2' } })
  const statuses = async (who: string, count: number): Promise<number[]> => {
    const found = []
    for (let i = 0; i < count; i++) found.push((await limited.ask(who, 'GET', `/things/${newId()}`)).status)
    return found
  }
  expect(await statuses('admin', 4)).toEqual([200, 200, 200, 429])
  expect(await statuses('wrong', 3)).toEqual([401, 401, 429])
  // Neither uses up what another caller may ask.
  expect(await statuses('readonly', 1)).toEqual([200])
  const refused = await limited.ask('admin', 'GET', '/things')
  expect(refused.body.code).toBe('too_many_requests')
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  await limited.close()
})

test('a refusal of access is logged with who asked, from where and for what', async () => {
  const lines = new PassThrough()
  const watched = await bootTestServer(thingRoutes, { logger: pino(lines) })
  await watched.ask('readonly', 'POST', '/things?name=private', { name: 'Lamp' })
  await watched.close()
  lines.end()
  const logged = (await text(lines)).split('\n').filter((line) => line.includes('a request was refused'))
  expect(logged).toHaveLength(1)
  expect(JSON.parse(logged[0]!)).toMatchObject({
    code: 'forbidden',
    method: 'POST',
    url: '/api/v1/things',
    caller: { kind: 'token', id: expect.any(String) },
    address: '127.0.0.1',
  })
})
