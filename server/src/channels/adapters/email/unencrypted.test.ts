import { untranslated } from '@throughline/protocol/words.ts'
import { expect, test } from 'vitest'
import { ChannelError } from '../../contract.ts'
import { isReadable, refuseReadable, withWarning } from './unencrypted.ts'

test.each([
  ['mail.example', 'none', true],
  ['10.0.0.5', 'none', true],
  ['localhost.example', 'none', true],
  ['127.0.0.1', 'none', false],
  ['::ffff:127.0.0.1', 'none', false],
  ['[::1]', 'none', false],
  ['LOCALHOST.', 'none', false],
  ['mail.example', 'tls', false],
  ['mail.example', 'starttls', false],
] as const)('a password sent to %s with encryption %s can be read on the way: %s', (host, security, isRead) => {
  expect(isReadable({ host, security })).toBe(isRead)
  const found = untranslated('Signed in.')
  expect(withWarning(found, { host, security }).sentence !== found.sentence).toBe(isRead)
})

const localhost = { host: 'localhost', security: 'none', allowUnencrypted: false } as const

test('localhost that is made to mean another machine gets no password in clear', () => {
  expect(() => refuseReadable(localhost, ['127.0.0.1', '::1'])).not.toThrow()
  expect(() => refuseReadable(localhost, ['127.0.0.1', '203.0.113.9'])).toThrow(ChannelError)
  expect(() => refuseReadable({ ...localhost, security: 'tls' }, ['203.0.113.9'])).not.toThrow()
  expect(() => refuseReadable({ ...localhost, allowUnencrypted: true }, ['203.0.113.9'])).not.toThrow()
})
