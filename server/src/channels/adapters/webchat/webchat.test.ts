import { expect, test } from 'vitest'
import { WebchatChannelSettings } from '@throughline/protocol/webchat/channel-settings.ts'
import { testAdapterContract } from '../../contract-kit.ts'
import { createWebchatAdapter } from './webchat.ts'

const bytes = (body: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(body))
const visitor = { kind: 'device', value: 'visitor-abc', name: null, assurance: 'possession-proven' }
const words = { type: 'message', id: 'session:echo', from: visitor, text: 'Hello 👋', fileIds: [] }
const asVisitor = (body: unknown) => ({ body: bytes(body), headers: {}, url: 'portal:visitor' })
const settings = WebchatChannelSettings.parse({ allowedOrigins: ['https://shop.example'] })

testAdapterContract({
  adapter: createWebchatAdapter(),
  settings,
  recordings: [
    { name: 'a message', request: asVisitor(words), holds: { message: 1 } },
    {
      name: 'a receipt',
      request: asVisitor({ type: 'receipt', about: '01900000-0000-7000-8000-000000000002', state: 'read' }),
      holds: { receipt: 1 },
    },
  ],
  broken: [
    { name: 'from outside', request: { ...asVisitor(words), url: 'https://help.example.com/in/1' } },
    { name: 'cut off', request: { ...asVisitor(words), body: bytes(words).subarray(0, 20) } },
    { name: 'a NUL', request: asVisitor({ ...words, text: 'a\u0000b' }) },
    { name: 'no author', request: asVisitor({ ...words, from: undefined }) },
    { name: 'more than a visitor can be', request: asVisitor({ ...words, from: { ...visitor, kind: 'email' } }) },
  ],
})

test.each([
  ['https://shop.example/', 'https://shop.example'],
  ['HTTPS://Shop.Example:8443', 'https://shop.example:8443'],
  ['https://*.shop.example', 'https://*.shop.example'],
  ['http://localhost:5173', 'http://localhost:5173'],
])('the site %s is kept as %s', (given, kept) => {
  expect(WebchatChannelSettings.parse({ allowedOrigins: [given] }).allowedOrigins).toEqual([kept])
})

test.each(['*', 'https://*', 'shop.example', 'https://shop.example/path', 'javascript:alert(1)', 'https://a b'])(
  '%s is no site',
  (given) => {
    expect(WebchatChannelSettings.safeParse({ allowedOrigins: [given] }).success).toBe(false)
  },
)

test('a key that everybody may know is not taken for a secret, nor a short word', () => {
  const withSecret = (secret: string) => WebchatChannelSettings.safeParse({ identity: { secret } }).success
  expect(withSecret('-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A\n-----END PUBLIC KEY-----')).toBe(
    false,
  )
  expect(withSecret('short')).toBe(false)
  expect(withSecret('x'.repeat(32))).toBe(true)
})
