import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { headersOf } from '../mime/headers.ts'
import { readAuthentication } from './authentication.ts'
import { countCpuTime } from '../../../../../../test/cpu-time.ts'

const settings = { seed: 8601, numRuns: 3000 }
const own = ['mx.shop.example']
const verdictOf = (...fields: string[]) =>
  readAuthentication(
    headersOf([
      ...fields.map((value) => ({ name: 'authentication-results', value })),
      { name: 'from', value: 'v@bank.example' },
    ]),
    ['v@bank.example'],
    own,
  ).dmarc

/** What attackers write: pieces of the grammar, in any order. */
const piece = fc.oneof(
  fc.constantFrom(
    '; dmarc=pass header.from=bank.example',
    '; dmarc=pass header.from=bank.example (',
    ';dmarc=pass',
    'mx.shop.example',
    'Authentication-Results: mx.shop.example;',
    '"',
    '\\',
    '\\"',
    '(',
    ')',
    ';',
    '=',
    '@',
    ' ',
    '\t',
    'none',
    'dmarc=fail',
    'header.from=bank.example',
    '/1',
  ),
  fc.string({ maxLength: 6 }),
)
const written = fc.array(piece, { maxLength: 12 }).map((pieces) =>
  pieces
    .join('')
    // A server never lets a control character of a sender into its own header.
    .replace(/[^\t\x20-\x7e]/g, '?')
    .slice(0, 300),
)

const quoted = (value: string) => `"${value.replace(/["\\]/g, '\\$&')}"`
const comment = (value: string) => `(${value.replace(/["\\()]/g, '\\$&')})`

test('whatever a sender gets into quotes or comments, only the boundary’s result counts', () => {
  fc.assert(
    fc.property(written, fc.constantFrom('pass', 'fail', 'none'), fc.nat(4), (value, verdict, place) => {
      const sender = [
        `spf=pass smtp.mailfrom=${quoted(value)}@evil.example`,
        `dkim=pass header.i=${quoted(value)}@evil.example`,
        `dkim=fail reason=${quoted(value)} header.d=evil.example`,
        `spf=pass ${comment(value)} smtp.mailfrom=evil.example`,
        `auth=pass ${comment(value)} header.from=${quoted(value)}`,
      ][place]!
      const dmarc = `dmarc=${verdict} header.from=bank.example`
      expect(verdictOf(`mx.shop.example; ${sender}; ${dmarc}`)).toBe(verdict)
      expect(verdictOf(`mx.shop.example; ${dmarc}; ${sender}`)).toBe(verdict)
      // A boundary that checks no DMARC gives no verdict, whatever stands in its values.
      expect(verdictOf(`mx.shop.example; ${sender}`)).toBe('none')
    }),
    settings,
  )
})

test('a domain that a sender chose for header.from is never taken for another', () => {
  fc.assert(
    fc.property(written, (value) => {
      fc.pre(value.trim().toLowerCase() !== 'bank.example' && !/@bank\.example\.?$/i.test(value))
      expect(verdictOf(`mx.shop.example; dmarc=pass header.from=${quoted(value)}`)).not.toBe('pass')
    }),
    settings,
  )
})

test('a sender cannot turn a failed check into a passed one, even where nothing is escaped', () => {
  fc.assert(
    fc.property(written, (value) => {
      const field = `mx.shop.example; spf=pass (of ${value}) smtp.mailfrom=${value}; dmarc=fail header.from=bank.example`
      expect(verdictOf(field)).not.toBe('pass')
    }),
    settings,
  )
})

test('a field of any bytes is read, whatever it says', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 20 }))), (pieces) => {
      const authentication = readAuthentication(
        headersOf([{ name: 'authentication-results', value: pieces.join('') }]),
        [],
        own,
      )
      expect(authentication.dmarc).not.toBe('pass')
    }),
    settings,
  )
})

test.each(['(', '((', '\\', '"', '"\\', ';', ' ', 'a=b ', '; dkim=pass', ' (x)', 'dmarc ', 'dmarc='])(
  'a million of %j cost little',
  (part) => {
    const spentMs = countCpuTime()
    verdictOf(`mx.shop.example; ${part.repeat(1_000_000)}`)
    for (let i = 0; i < 200; i++) verdictOf(`mx.shop.example; dmarc=pass ${part.repeat(4000)}`)
    expect(spentMs()).toBeLessThan(2000)
  },
)
