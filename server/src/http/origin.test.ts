import { expect, test } from 'vitest'
import { createOwnOrigins } from './origin.ts'

const local = createOwnOrigins({ publicUrl: 'http://localhost:3000', allowedOrigins: [] })
const served = createOwnOrigins({
  publicUrl: 'https://help.example.com',
  allowedOrigins: ['https://desk.example.com', 'http://10.0.0.5:3000'],
})

test.each([
  ['http://localhost:3000', 3000, true],
  ['http://127.0.0.1:3000', 3000, true],
  ['http://127.0.0.2:3000', 3000, true],
  ['http://[::1]:3000', 3000, true],
  ['http://localhost', 80, true],
  // Another program of this machine, and names that were made to lead here.
  ['http://localhost:5173', 3000, false],
  ['https://127.0.0.1:3000', 3000, false],
  ['http://evil.test:3000', 3000, false],
  ['http://localhost.evil.test:3000', 3000, false],
  ['http://127.0.0.1.evil.test:3000', 3000, false],
  ['http://192.168.1.5:3000', 3000, false],
  ['http://127.0.0.1:3000/path', 3000, false],
  ['http://a@127.0.0.1:3000', 3000, false],
  ['null', 3000, false],
  ['', 3000, false],
])('on one’s own machine a page of %s at port %i is ours: %s', (origin, port, expected) => {
  expect(local.has(origin, port)).toBe(expected)
})

test.each([
  ['https://help.example.com', true],
  ['https://desk.example.com', true],
  ['http://10.0.0.5:3000', true],
  ['http://help.example.com', false],
  ['https://help.example.com:8443', false],
  ['https://help.example.com.evil.test', false],
  ['http://127.0.0.1:3000', false],
  ['http://localhost:3000', false],
])('where others reach it, a page of %s is ours: %s', (origin, expected) => {
  expect(served.has(origin, 3000)).toBe(expected)
})

test('a refusal says which address it was, and which setting takes it', () => {
  const sentence = served.refusal('http://192.168.1.5:3000')
  expect(sentence).toContain('http://192.168.1.5:3000')
  expect(sentence).toMatch(/PUBLIC_URL.*ALLOWED_ORIGINS/)
  expect(served.refusal('<script>')).not.toContain('<script>')
  expect(served.refusal('null')).toContain('another site')
})
