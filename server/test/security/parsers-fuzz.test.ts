import { createHash, createHmac } from 'node:crypto'
import { WebchatChannelSettings } from '@throughline/protocol/webchat/channel-settings.ts'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { normaliseAddress } from '../../src/channels/adapters/email/addresses.ts'
import { readHeaderBlock } from '../../src/channels/adapters/email/reading/mime/headers.ts'
import { parseAddressList } from '../../src/channels/adapters/email/reading/mime/addresses.ts'
import { parseMailDate } from '../../src/channels/adapters/email/reading/mime/date.ts'
import { parseMessageIds } from '../../src/channels/adapters/email/reading/mime/message-ids.ts'
import { decodeEncodedWords, parseStructured } from '../../src/channels/adapters/email/reading/mime/parameters.ts'
import { collectProblems, defaultLimits } from '../../src/channels/adapters/email/reading/limits.ts'
import { createReplyTokens } from '../../src/channels/reply-token.ts'
import { normaliseIdentity } from '../../src/people/customers/customers.ts'
import { cursorFor } from '../../src/platform/http/cursor.ts'
import { AppError } from '../../src/lib/errors.ts'
import { newId } from '../../src/lib/ids.ts'
import { createSecretBox } from '../../src/lib/secrets.ts'
import { readHostToken } from '../../src/edges/portal/signing-in/host-token.ts'
import { visitorTokenOf } from '../../src/edges/portal/visitors/visitor-token.ts'

// What strangers send is parsed before anything is known of them. Each run tries the same inputs: a failure is found
// again by its seed, and the suite takes as long today as tomorrow.

const budget = { seed: 20261128, numRuns: 1000 }

/** Text of the pieces that parsers split at, with noise between them. */
const shaped = (...pieces: string[]) =>
  fc
    .array(
      fc.oneof(fc.constantFrom(...pieces), fc.string({ unit: 'binary', maxLength: 8 }), fc.string({ maxLength: 12 })),
      {
        maxLength: 30,
      },
    )
    .map((parts) => parts.join(''))

const mailText = shaped(
  '<',
  '>',
  '"',
  '(',
  ')',
  '\\',
  ';',
  ':',
  ',',
  '=',
  '@',
  '.',
  ' ',
  '\t',
  '\r\n ',
  '\r',
  '\n',
  '\0',
  '=?utf-8?b?',
  '=?x?q?',
  '?=',
  '%',
  '*0=',
  "''",
  'a@b.example',
  'Mon, 1 Jan 2026 00:00:00 +0000',
  'name*=utf-8',
  'Group:',
  'boundary=',
)

/** Refused as the contract says, or read: nothing else, and nothing that is not a refusal of ours. */
function refusalOf(read: () => unknown): string | null {
  try {
    read()
    return null
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
}

describe('headers of mail', () => {
  test('any bytes are read as fields, one line each, and none is lost', () => {
    fc.assert(
      fc.property(fc.array(mailText, { maxLength: 12 }), (lines) => {
        const bytes = Buffer.from(lines.map((line) => `X-A: ${line}`).join('\r\n') + '\r\n\r\nbody', 'latin1')
        const { headers, bodyStart } = readHeaderBlock(bytes, 0, bytes.length, 1_000_000, collectProblems())
        expect(bodyStart).toBeGreaterThanOrEqual(0)
        expect(bodyStart).toBeLessThanOrEqual(bytes.length)
        for (const { name, value } of headers.fields) {
          expect(name).toMatch(/^[!-9;-~]+$/)
          expect(value).not.toMatch(/\n/)
        }
      }),
      budget,
    )
  })

  test('message ids are few, short, and never hold a bracket, a space or a line', () => {
    fc.assert(
      fc.property(mailText, (field) => {
        const ids = parseMessageIds(field, defaultLimits, collectProblems())
        expect(ids.length).toBeLessThanOrEqual(defaultLimits.references)
        for (const id of ids) {
          expect(id.length).toBeLessThanOrEqual(defaultLimits.messageIdChars)
          expect(id).not.toMatch(/[<>\s]/)
        }
      }),
      budget,
    )
  })

  test('an address that is read from any text is one to identities and to sending, in the same spelling', () => {
    const field = fc.oneof(
      mailText,
      fc
        .tuple(mailText, fc.emailAddress(), mailText)
        .map(([before, address, after]) => `${before}<${address}>${after}`),
      fc.tuple(mailText, mailText).map(([local, domain]) => `"${local}"@${domain}`),
    )
    fc.assert(
      fc.property(field, (text) => {
        for (const { address } of parseAddressList(text, defaultLimits, collectProblems())) {
          expect(normaliseIdentity('email', address)).toEqual({ value: address, problem: null })
          expect(normaliseAddress(address)).toBe(address)
          expect(address.match(/@/g)).toHaveLength(1)
          expect(address).not.toMatch(/[\p{Cc}\p{Cf}<>]/u)
        }
      }),
      budget,
    )
  })

  test('addresses, parameters, encoded words and dates of any text are read without a fault', () => {
    fc.assert(
      fc.property(mailText, (field) => {
        for (const { name, address } of parseAddressList(field, defaultLimits, collectProblems())) {
          expect(name + address).not.toMatch(/[\r\n]/)
        }
        parseStructured(field)
        decodeEncodedWords(field)
        const date = parseMailDate(field, collectProblems())
        if (date !== null) expect(Number.isNaN(date.getTime())).toBe(false)
      }),
      budget,
    )
  })
})

describe('what proves somebody', () => {
  const secret = createHash('sha256').update('the key of a site').digest('hex')
  const settings = WebchatChannelSettings.parse({ identity: { secret } }).identity
  const now = new Date('2026-06-01T12:00:00Z')
  const channelId = newId()
  const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')
  const signed = (head: string, body: string): string =>
    `${head}.${body}.${createHmac('sha256', secret).update(`${head}.${body}`).digest('base64url')}`
  const read = (token: string) => readHostToken(token, { settings, channelId, now })
  const claims = { sub: 'customer-1', exp: now.getTime() / 1000 + 600 }
  const good = signed(encoded({ alg: 'HS256', typ: 'JWT' }), encoded(claims))

  test('a host’s token that was changed anywhere is refused, and so is any text', () => {
    expect(read(good).account).toContain('customer-1')
    const changed = fc
      .tuple(fc.nat(good.length - 1), fc.string({ maxLength: 3 }), fc.nat(3))
      .map(([at, added, removed]) => good.slice(0, at) + added + good.slice(at + removed))
    const text = shaped(
      '.',
      '..',
      'e30',
      'eyJhbGciOiJub25lIn0',
      good.split('.')[0]!,
      good.split('.')[1]!,
      '=',
      '-',
      '_',
    )
    fc.assert(
      fc.property(fc.oneof(changed, text), (token) => {
        fc.pre(token !== good)
        // A last character may hold bits that base64 does not use: it reads as the very same bytes.
        const isSameBytes =
          token.split('.').length === 3 &&
          token.split('.').slice(0, 2).join('.') === good.split('.').slice(0, 2).join('.') &&
          Buffer.from(token.split('.')[2]!, 'base64url').equals(Buffer.from(good.split('.')[2]!, 'base64url'))
        if (!isSameBytes) expect(refusalOf(() => read(token))).toBe('identity_refused')
      }),
      budget,
    )
  })

  test('signed claims of any shape are read or refused, and never outlive a day', () => {
    const body = fc.dictionary(
      fc.constantFrom(
        'sub',
        'exp',
        'nbf',
        'iat',
        'aud',
        'jti',
        'name',
        'email',
        'email_verified',
        'phone',
        '__proto__',
      ),
      fc.oneof(fc.jsonValue(), fc.constantFrom<unknown>('customer-1', claims.exp, true, channelId)),
    )
    fc.assert(
      fc.property(body, (found) => {
        const token = signed(encoded({ alg: 'HS256' }), encoded({ ...claims, ...found }))
        const refusal = refusalOf(() => {
          const word = read(token)
          expect(word.expiresAt.getTime() - now.getTime()).toBeLessThanOrEqual(25 * 3_600_000)
          expect(`${word.name}${word.email}${word.phone}`).not.toMatch(/[\r\n\0]/)
        })
        expect([null, 'identity_refused']).toContain(refusal)
      }),
      budget,
    )
  })

  test('a reply token that was changed anywhere is invalid, and none can be guessed', () => {
    const tokens = createReplyTokens(createSecretBox('k'.repeat(64)))
    const claim = { issueId: newId(), identityMark: newId() }
    const token = tokens.make(claim)
    const meant = tokens.read(token)
    expect(meant?.issueId).toBe(claim.issueId)
    const changed = fc
      .tuple(fc.nat(token.length - 1), fc.string({ maxLength: 2 }), fc.nat(2))
      .map(([at, added, removed]) => token.slice(0, at) + added + token.slice(at + removed))
    const ofLetters = fc
      .array(fc.constantFrom(...'abcdefghijklmnopqrstuvwxyz234567'.split('')), { minLength: 40, maxLength: 60 })
      .map((letters) => letters.join(''))
    fc.assert(
      fc.property(fc.oneof(changed, ofLetters, fc.string()), (guess) => {
        const found = tokens.read(guess)
        if (found !== null) expect(found).toEqual(meant)
      }),
      budget,
    )
    expect(createReplyTokens(createSecretBox('l'.repeat(64))).read(token)).toBeNull()
  })

  test('a visitor token is 32 random bytes in one spelling; any other header is refused', () => {
    const token = createHash('sha256').update('the token of a visitor').digest('base64url')
    expect(visitorTokenOf(`Visitor ${token}`)).toBe(token)
    fc.assert(
      fc.property(shaped('Visitor ', 'visitor', ' ', token.slice(0, 20), token, 'Bearer ', '=', '.'), (header) => {
        const refusal = refusalOf(() => expect(visitorTokenOf(header)).toMatch(/^[A-Za-z0-9_-]{43,}$/))
        expect([null, 'unauthenticated']).toContain(refusal)
      }),
      budget,
    )
  })
})

test('a cursor is read back as it was made, or refused as invalid_cursor', () => {
  const cursor = cursorFor('things', z.object({ at: z.iso.datetime(), id: z.uuid() }))
  const made = cursor.encode({ at: '2026-01-01T00:00:00Z', id: newId() })
  const values = fc.oneof(
    fc.jsonValue().map((value) => Buffer.from(JSON.stringify(value)).toString('base64url')),
    fc.jsonValue().map((value) => Buffer.from(JSON.stringify(['things', value])).toString('base64url')),
    fc
      .tuple(fc.nat(made.length - 1), fc.string({ maxLength: 2 }))
      .map(([at, add]) => made.slice(0, at) + add + made.slice(at + 1)),
    shaped('[', ']', '"things"', '=', '-', '_', made.slice(0, 10)),
  )
  fc.assert(
    fc.property(values, (given) => {
      fc.pre(given !== made)
      const refusal = refusalOf(() => expect(cursor.encode(cursor.decode(given))).toBe(given))
      expect([null, 'invalid_cursor']).toContain(refusal)
    }),
    budget,
  )
})
