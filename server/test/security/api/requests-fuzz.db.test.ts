import { connect } from 'node:net'
import * as fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { thingRoutes } from '../../things.ts'
import { bootTestServer, type TestServer } from '../../http.ts'
import { bootStaff, type StaffServer } from '../../staff.ts'

// Requests of any shape, over real sockets: refused with a problem that says so, and never a fault of ours.

const enough = { RATE_LIMIT: '1000000', RATE_LIMIT_ANONYMOUS: '1000000' }
let staff: StaffServer
let things: TestServer
beforeAll(async () => {
  staff = await bootStaff({ env: enough })
  things = await bootTestServer(thingRoutes, { env: enough })
})
afterAll(async () => {
  await staff.close()
  await things.close()
})

const budget = { seed: 20261128, numRuns: 300 }
const isHeader = (text: string): boolean => /^[\t\x20-\x7e\x80-\xff]*$/.test(text)
const headerText = (...pieces: string[]) =>
  fc
    .array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 10 })), { maxLength: 12 })
    .map((parts) => parts.join('').trim())
    .filter(isHeader)

test('no Authorization header and no cookie is accepted but a real one', async () => {
  const browser = staff.browser()
  await browser.post('sign-in/email', { email: 'maria@example.com', password: staff.password })
  const [name, value] = [
    browser.cookie.slice(0, browser.cookie.indexOf('=')),
    browser.cookie.slice(browser.cookie.indexOf('=') + 1),
  ]
  const [token, signature] = decodeURIComponent(value).split('.')
  const authorization = headerText(
    'Bearer ',
    'bearer',
    ' ',
    staff.token.slice(0, -1),
    'Basic ',
    'Visitor ',
    ',',
    '=',
    token!,
  )
  const cookie = headerText(
    `${name}=`,
    '; ',
    ';',
    '=',
    token!,
    '.',
    signature!,
    signature!.slice(0, -2),
    '%2E',
    '%00',
    '"',
    '__Secure-',
  )
  const headers = fc.oneof(
    authorization.map((text) => ({ authorization: text })),
    cookie.filter((text) => !text.includes(`${token}.${signature}`)).map((text) => ({ cookie: text })),
  )
  await fc.assert(
    fc.asyncProperty(headers, async (given) => {
      const response = await fetch(`${staff.origin}/api/v1/me`, { headers: given })
      await response.arrayBuffer()
      expect([400, 401]).toContain(response.status)
    }),
    budget,
  )
  expect((await browser.me()).status).toBe(200)
})

test('a body of any bytes or any JSON is accepted or refused with a problem, and breaks nothing', async () => {
  const json = fc.jsonValue({ maxDepth: 6 }).map((value) => JSON.stringify(value))
  const object = fc
    .dictionary(fc.constantFrom('name', 'parts', 'data', 'shape', '__proto__', 'constructor'), fc.jsonValue())
    .map((value) => JSON.stringify(value))
  const broken = fc
    .array(
      fc.constantFrom('{', '}', '[', ']', '"', ':', ',', '\\', '\\u0000', '\\ud800', 'name', '1e999', 'null', '\u2028'),
      { maxLength: 40 },
    )
    .map((parts) => parts.join(''))
  const bytes = fc.uint8Array({ maxLength: 60 })
  await fc.assert(
    fc.asyncProperty(fc.oneof(json, object, broken, bytes), async (body) => {
      const answer = await things.ask('admin', 'POST', '/things', body, { 'content-type': 'application/json' })
      if (answer.status === 201) return
      expect(answer.headers.get('content-type')).toContain('application/problem+json')
      expect([400, 409, 413]).toContain(answer.status)
    }),
    budget,
  )
})

test('any address and any bytes on the socket are answered without an internal error', async () => {
  const pieces = [
    'GET ',
    'POST ',
    '/api/v1/things',
    '/..',
    '%2e%2e',
    '?limit=',
    '&cursor=',
    '%',
    ' HTTP/1.1\r\n',
    'Host: x\r\n',
    '\r\n',
    '\0',
    ':',
    'Content-Length: 5\r\n',
    'Transfer-Encoding: chunked\r\n',
    'Upgrade: websocket\r\nConnection: Upgrade\r\n',
  ]
  const raw = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 6 })), { maxLength: 14 })
  const port = Number(new URL(things.origin).port)
  await fc.assert(
    fc.asyncProperty(raw, async (parts) => {
      const answer = await sent(port, `${parts.join('')}\r\n\r\n`)
      expect(answer).not.toMatch(/^HTTP\/1\.1 5/m)
    }),
    budget,
  )
  expect((await things.ask('admin', 'GET', '/things')).status).toBe(200)
})

/** What comes back; an end of ours tells the server that nothing more follows. */
function sent(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(text))
    let answer = ''
    socket.on('data', (data: Buffer) => (answer += data.toString('latin1')))
    socket.on('error', () => resolve(answer))
    socket.on('close', () => resolve(answer))
  })
}
