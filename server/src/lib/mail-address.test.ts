import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { mailAddressOf } from './mail-address.ts'

test.each([
  ['Anna.Kovacs@Example.COM', 'anna.kovacs@example.com'],
  [' anna@example.com. ', 'anna@example.com'],
  ['anna+shop@gmail.com', 'anna+shop@gmail.com'],
  ['JOSE\u0301@ejemplo.es', 'josé@ejemplo.es'],
  ['anna@EXÄMPLE.de', 'anna@xn--exmple-cua.de'],
  ['"anna"@example.com', 'anna@example.com'],
  ['"anna kovacs"@example.com', '"anna kovacs"@example.com'],
  ['foo..bar@docomo.ne.jp', 'foo..bar@docomo.ne.jp'],
  ['root@localhost', 'root@localhost'],
  ['anna@[192.0.2.1]', 'anna@[192.0.2.1]'],
])('%s is %s', (written, value) => {
  expect(mailAddressOf(written)).toBe(value)
})

test.each([
  'a@b\0@c',
  'a@b@c.example',
  '"a@b.example"@c.example',
  '"a\\"b"@c.example',
  '"a<b>"@c.example',
  '"a\tb"@c.example',
  '"a\x01b"@c.example',
  'a\0@c.example',
  'a\u007f@c.example',
  'an\u200bna@c.example',
  'an\u202ena@c.example',
  '\u00adanna@c.example',
  'a b@c.example',
  'a@c.example\r\nBcc: b@c.example',
  'a@ｂank.example',
  'a@bank%2Eexample',
  'a@192.0.2.1',
  'a@0x7f.1',
  'a@-c.example',
  'a@c..example',
  '<a@c.example>',
  'mailto:a@c.example',
  '@c.example',
  'a@',
  '',
])('%j is no address', (written) => {
  expect(mailAddressOf(written)).toBeNull()
})

test('whatever is an address is written in one way, and ends no header, quotation or list', () => {
  const part = fc.oneof(
    fc.constantFrom(
      'a',
      '"',
      '@',
      '\0',
      ' ',
      '.',
      '\\',
      '<',
      '>',
      ',',
      '\r\n',
      '\u200b',
      'é',
      'e\u0301',
      '[',
      ']',
      '(',
      '+',
    ),
    fc.string({ unit: 'binary', maxLength: 3 }),
  )
  const text = fc.array(part, { maxLength: 8 }).map((parts) => parts.join(''))
  const anything = fc.oneof(
    fc.emailAddress(),
    fc.tuple(text, text).map(([local, domain]) => `${local}@${domain}`),
    text,
  )
  fc.assert(
    fc.property(anything, (written) => {
      const address = mailAddressOf(written)
      if (address === null) return
      expect(mailAddressOf(address)).toBe(address)
      expect(address).not.toMatch(/[\r\n\0<>,;\\]|[^\S ]/)
      expect(address.match(/@/g)).toHaveLength(1)
      expect(address.split('"').length % 2).toBe(1)
    }),
    { seed: 20261128, numRuns: 3000 },
  )
})
