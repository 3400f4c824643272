import { expect, test } from 'vitest'
import { createOwnOrigins } from './origin.ts'

const local = createOwnOrigins({ publicUrl: 'http://localhost:3000', allowedOrigins: [] })
const served = createOwnOrigins({
  publicUrl: 'https://help.example.com',
  allowedOrigins: ['https://desk.example.com', 'http://10.0.0.5:3000'],
})

/** A request that came in at this port, asked for under this name. */
const asked = (host: string, localPort = 3000) => ({ headers: { host }, socket: { localPort } })

test.each([
  ['http://localhost:3000', 'localhost:3000', 3000, true],
  ['http://127.0.0.1:3000', '127.0.0.1:3000', 3000, true],
  ['http://[::1]:3000', '[::1]:3000', 3000, true],
  ['http://localhost', 'localhost', 80, true],
  // The configured one, whatever name the page uses to call.
  ['http://localhost:3000', '127.0.0.1:3000', 3000, true],
  // Another program of this machine, and names that were made to lead here.
  ['http://localhost:5173', 'localhost:3000', 3000, false],
  ['http://localhost:5173', 'localhost:5173', 3000, false],
  ['https://127.0.0.1:3000', '127.0.0.1:3000', 3000, false],
  ['http://evil.test:3000', 'evil.test:3000', 3000, false],
  ['http://localhost.evil.test:3000', 'localhost.evil.test:3000', 3000, false],
  ['http://127.0.0.1.evil.test:3000', '127.0.0.1.evil.test:3000', 3000, false],
  ['http://192.168.1.5:3000', '192.168.1.5:3000', 3000, false],
  // The same port under another loopback address may be somebody else's program.
  ['http://127.8.8.8:3000', '127.0.0.1:3000', 3000, false],
  ['http://[::1]:3000', '127.0.0.1:3000', 3000, false],
  ['http://127.0.0.1:3000', '[::1]:3000', 3000, false],
  // Not as a browser writes it.
  ['http://LOCALHOST:3000', 'LOCALHOST:3000', 3000, false],
  ['http://localhost.:3000', 'localhost.:3000', 3000, false],
  ['http://localhost:80', 'localhost:80', 80, false],
  ['http://127.1:3000', '127.1:3000', 3000, false],
  ['http://127.0.0.1:3000/path', '127.0.0.1:3000/path', 3000, false],
  ['http://a@127.0.0.1:3000', 'a@127.0.0.1:3000', 3000, false],
  ['null', 'localhost:3000', 3000, false],
  ['', '', 3000, false],
])('on one’s own machine a page of %s, which asks %s at port %i, is ours: %s', (origin, host, port, expected) => {
  expect(local.has(origin, asked(host, port))).toBe(expected)
})

test.each([
  ['https://help.example.com', true],
  ['https://desk.example.com', true],
  ['http://10.0.0.5:3000', true],
  ['http://help.example.com', false],
  ['https://help.example.com:8443', false],
  ['https://help.example.com:443', false],
  ['https://HELP.example.com', false],
  ['https://help.example.com.', false],
  ['https://help.example.com/', false],
  ['https://help.example.com.evil.test', false],
  ['http://127.0.0.1:3000', false],
  ['http://localhost:3000', false],
])('where others reach it, a page of %s is ours: %s', (origin, expected) => {
  expect(served.has(origin, asked(URL.parse(origin)?.host ?? ''))).toBe(expected)
})

test('a refusal says which address it was, and which setting takes it', () => {
  const { sentence } = served.refusal('http://192.168.1.5:3000')
  expect(sentence).toContain('http://192.168.1.5:3000')
  expect(sentence).toMatch(/PUBLIC_URL.*ALLOWED_ORIGINS/)
  expect(served.refusal('<script>').sentence).not.toContain('<script>')
  expect(served.refusal('null').sentence).toContain('another site')
})
