import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { isSupportedCountry } from 'libphonenumber-js/max'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { normaliseIdentity } from './normalise.ts'

const Examples = z.array(
  z.object({ region: z.string(), countryCode: z.string(), national: z.string(), e164: z.string() }),
)

describe('phone numbers', () => {
  test.each([
    ['+49 (0)30 1234567', undefined, '+49301234567'],
    ['0049 30 1234567', undefined, '+49301234567'],
    ['030 1234567', 'DE', '+49301234567'],
    ['(415) 555-2671', 'US', '+14155552671'],
    ['011 49 30 1234567', 'US', '+49301234567'],
    ['tel:+1-415-555-2671;ext=5', undefined, '+14155552671'],
    ['+1 415 555 2671 ext. 5', undefined, '+14155552671'],
    ['+４９３０１２３４５６７', undefined, '+49301234567'],
    ['＋1 415 555 2671', undefined, '+14155552671'],
    ['\u202a+1 415 555 2671\u202c', undefined, '+14155552671'],
    ['06 12345678', 'IT', '+390612345678'],
  ] as const)('%s (%s) is %s', (given, defaultRegion, value) => {
    const options = defaultRegion === undefined ? {} : { defaultRegion }
    expect(normaliseIdentity('phone', given, options)).toEqual({ value, problem: null })
  })

  test.each(['anonymous', 'Anonymous', '030 1234567', 'call +14155552671', '12', '', '+1415555267199999'])(
    '%s is kept as given, with what is wrong',
    (given) => {
      expect(normaliseIdentity('phone', given)).toEqual({
        value: given.toLowerCase(),
        problem: expect.objectContaining({ sentence: expect.stringMatching(/phone number/) }),
      })
    },
  )

  test("libphonenumber's example of every region and type becomes its E.164 form", () => {
    const file = join(import.meta.dirname, '../../../../test/corpus/phone/examples.json')
    const examples = Examples.parse(JSON.parse(readFileSync(file, 'utf8')))
    const read = ({ region, countryCode, national }: (typeof examples)[number]): string =>
      // 001 is no region: such numbers exist with their country code only.
      isSupportedCountry(region)
        ? normaliseIdentity('phone', national, { defaultRegion: region }).value
        : normaliseIdentity('phone', `+${countryCode}${national}`).value
    const right = examples.filter((example) => read(example) === example.e164)
    expect(right.length / examples.length).toBeGreaterThanOrEqual(0.99)
    for (const { e164 } of examples) expect(normaliseIdentity('phone', e164).value).toBe(e164)
  })
})

describe('mail addresses', () => {
  test.each([
    ['Anna.Kovacs@Example.COM', 'anna.kovacs@example.com'],
    [' anna@example.com. ', 'anna@example.com'],
    ['Anna Kovács <anna@example.com>', 'anna@example.com'],
    ['mailto:anna@example.com', 'anna@example.com'],
    ['anna+shop@gmail.com', 'anna+shop@gmail.com'],
    ['a.n.n.a@gmail.com', 'a.n.n.a@gmail.com'],
    ['JOSE\u0301@ejemplo.es', 'josé@ejemplo.es'],
    ['anna@EXÄMPLE.de', 'anna@xn--exmple-cua.de'],
    ['anna@例え.jp', 'anna@xn--r8jz45g.jp'],
    ['"anna"@example.com', 'anna@example.com'],
    ['"anna kovacs"@example.com', '"anna kovacs"@example.com'],
    ['foo..bar@docomo.ne.jp', 'foo..bar@docomo.ne.jp'],
    ['root@localhost', 'root@localhost'],
    ['anna@[192.0.2.1]', 'anna@[192.0.2.1]'],
    ["o'hara!#$%&*/=?^_`{|}~-@example.com", "o'hara!#$%&*/=?^_`{|}~-@example.com"],
  ])('%s is %s', (given, value) => {
    expect(normaliseIdentity('email', given)).toEqual({ value, problem: null })
  })

  test.each([
    'anna',
    '@example.com',
    'anna@',
    'anna kovacs@example.com',
    'anna@exa mple.com',
    'anna@example..com',
    'anna@-example.com',
    'anna@192.0.2.1',
    'anna@0x7f.1',
    'anna@example.com/path',
    'anna@ex%41mple.com',
    'anna@example.com:25',
    'anna@b@example.com',
    'anna\r\nbcc@example.com',
    `${'a'.repeat(320)}@example.com`,
  ])('%j is refused with a sentence', (given) => {
    expect(normaliseIdentity('email', given).problem?.sentence).toMatch(/^A mail|^The part/)
  })
})

describe('handles and everything else', () => {
  test.each([
    ['handle', '@Anna_K', 'anna_k'],
    ['handle', ' @@anna ', 'anna'],
    ['account', ' AB-12 ', 'AB-12'],
    ['device', 'e\u0301', 'é'],
  ])('%s %j is %j', (kind, given, value) => {
    expect(normaliseIdentity(kind, given)).toEqual({ value, problem: null })
  })

  test.each([
    ['handle', '@'],
    ['account', '  '],
  ])('%s %j names nobody', (kind, given) => {
    expect(normaliseIdentity(kind, given).problem).not.toBeNull()
  })
})

describe('for anything at all', () => {
  const kinds = fc.constantFrom('email', 'phone', 'handle', 'account', 'pager')
  const anything = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.emailAddress(),
    fc.string({ minLength: 490, maxLength: 600 }),
  )

  test('the answer fits a table and an index', () => {
    fc.assert(
      fc.property(kinds, anything, (kind, given) => {
        const { value } = normaliseIdentity(kind, `\ud800\0${given}`)
        expect(value).not.toContain('\0')
        expect(value.isWellFormed()).toBe(true)
        expect(Buffer.byteLength(value)).toBeLessThan(2000)
      }),
    )
  })

  test('normalising twice changes nothing more', () => {
    fc.assert(
      fc.property(kinds, anything, (kind, given) => {
        const { value } = normaliseIdentity(kind, given)
        expect(normaliseIdentity(kind, value).value).toBe(value)
      }),
    )
  })

  test('values that differ after the limit stay apart', () => {
    const long = 'x'.repeat(600)
    expect(normaliseIdentity('account', `${long}1`).value).not.toBe(normaliseIdentity('account', `${long}2`).value)
  })
})
