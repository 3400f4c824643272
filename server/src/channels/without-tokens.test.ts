import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { newId } from '../lib/ids.ts'
import { createSecretBox } from '../lib/secrets.ts'
import { messageIdFor } from './adapters/email/our-marks.ts'
import { createMessageKeys } from './message-key.ts'
import { createReplyTokens, markOf } from './reply-token.ts'
import { withoutTokens } from './without-tokens.ts'

const secrets = createSecretBox('a secret key for tests, long enough')
const tokens = createReplyTokens(secrets)
const claim = { issueId: newId(), identityMark: markOf(newId()) }
const token = tokens.make(claim)
const address = `help+r.${token}@shop.example`
const shown = (text: string): string => withoutTokens(tokens, text)

/** What somebody finds who reads a text for tokens, whatever stands between the letters. */
function holdsToken(text: string): boolean {
  const spellings = [text, decoded(text), text.replace(/=\r?\n/g, ''), quotedPrintable(text)]
  return spellings.some((spelling) =>
    spelling
      .toLowerCase()
      .replace(/[^a-z2-7]/g, '')
      .includes(token),
  )
}
const decoded = (text: string): string =>
  text
    .replace(/<[^<>@]*>/g, '')
    .replace(/%([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_, digits: string) => String.fromCodePoint(Number(digits)))
    .replace(/&[a-z]+;/gi, '')
const quotedPrintable = (text: string): string =>
  text
    .replace(/=\r?\n/g, '')
    .replace(/=([0-9a-f]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))

const half = token.slice(0, 24)
const rest = token.slice(24)
const entities = (text: string): string => Array.from(text, (letter) => `&#${letter.codePointAt(0)};`).join('')
const percent = (text: string): string => Array.from(text, (letter) => `%${letter.charCodeAt(0).toString(16)}`).join('')

describe('a token is taken out of a text that is shown', () => {
  test.each<[string, string]>([
    ['as it is', address],
    ['in capitals', address.toUpperCase()],
    ['with an escaped plus', address.replace('+', '%2B')],
    ['with a plus that is escaped twice', address.replace('+', '%252B')],
    ['in a link, once as its address and once as its text', `<a href="mailto:${address}?subject=Re">${address}</a>`],
    ['in a link of plain text', `[${address}](mailto:${address.replace('+', '%2b')})`],
    ['broken over two lines', `help+r.${half}\n${rest}@shop.example`],
    ['broken over two quoted lines', `> help+r.${half}\r\n> > ${rest}@shop.example`],
    ['after a line break behind the r', `help+r.\n${token}@shop.example`],
    ['with leftovers of quoted-printable', `help=2Br.${half}=\r\n${rest}=40shop.example`],
    ['with every letter escaped', `help${percent(`+r.${token}`)}@shop.example`],
    ['with entities', `help&#43;r&period;${half}&#8203;${rest}&#64;shop.example`],
    ['as entities alone', entities(address)],
    ['with invisible characters', `help+r.${Array.from(token).join('\u200b')}@shop.example`],
    ['with places to break the line', `help+r.${half}<wbr>${rest}@shop.example`],
    ['with marked parts', `help+r.<b>${half}</b>${rest}@shop.example`],
    [
      'in wide letters',
      `help+r.${Array.from(token)
        .map((letter) => (letter >= 'a' ? String.fromCharCode(letter.charCodeAt(0) + 0xfee0) : letter))
        .join('')}@shop.example`,
    ],
    ['spelled out', Array.from(token).join(' ')],
    ['without its address', `The code is ${token}.`],
    ['cut off before the @', `help+r.${token}`],
    ['twice', `${address}, ${address}`],
    ['behind one that was changed', `help+r.${token.replace(/^./, (letter) => (letter === 'a' ? 'b' : 'a'))}${token}`],
  ])('%s', (_spelling, text) => {
    expect(holdsToken(text) || /[ａ-ｚ]|%252B/.test(text)).toBe(true)
    expect(holdsToken(shown(`Before ${text} after`).normalize('NFKC'))).toBe(false)
    expect(shown(`Before ${text} after`)).toMatch(/^Before .*after$/s)
  })

  test('one of a forward as well', () => {
    const ofForward = `help+r.${tokens.makeForForward(newId())}@shop.example`
    expect(shown(`Write to ${ofForward}.`)).toBe('Write to help@shop.example.')
    const named = messageIdFor(createMessageKeys(secrets).ofForward(newId()), 'shop.example')
    expect(shown(`Message-ID: <${named}>`)).toBe('Message-ID: ')
  })

  test('and nothing else is', () => {
    expect(shown(`On Mon, Shop <${address}> and ${address.toUpperCase()} wrote:`)).toBe(
      'On Mon, Shop <help@shop.example> and HELP@SHOP.EXAMPLE wrote:',
    )
    const foreign = createReplyTokens(createSecretBox('another secret key, long enough too')).make(claim)
    for (const text of [
      'My address is ida+r.news@example.com.',
      `Somebody else’s is help+r.${foreign}@other.example.`,
      'A & B <b>bold</b> 100 % =20 &nbsp; &#x41; https://shop.example/?q=%20a&b=c',
      '',
    ]) {
      expect(shown(text)).toBe(text)
    }
  })

  test('the name of one of our mails is taken out as well: quoted in an answer it proves as much', () => {
    const key = createMessageKeys(secrets).of(newId())
    const name = `${key.slice(0, 32)}.${key.slice(32)}@shop.example`
    for (const text of [
      `Message-ID: <${name}>`,
      `mid:${name.toUpperCase()}`,
      `In-Reply-To: <${name.slice(0, 20)}\n ${name.slice(20)}>`,
    ]) {
      expect(shown(text).replace(/\s/g, '').toLowerCase()).not.toContain(key.slice(0, 20))
    }
    expect(shown('Message-ID: <5d41402abc4b2a76@mail.example>')).toBe('Message-ID: <5d41402abc4b2a76@mail.example>')
  })

  test('whatever stands between its letters', () => {
    const noise = fc.constantFrom(
      '',
      ' ',
      '\n',
      '\r\n> ',
      '=\r\n',
      '\u00ad',
      '\u200d',
      '&shy;',
      '&#8203;',
      '<wbr>',
      '-',
      '.',
    )
    fc.assert(
      fc.property(
        fc.string({ maxLength: 30 }),
        fc.array(noise, { minLength: 47, maxLength: 47 }),
        fc.array(fc.boolean(), { minLength: 48, maxLength: 48 }),
        (before, between, isCapital) => {
          const written = Array.from(token)
            .map((letter, at) => (isCapital[at] ? letter.toUpperCase() : letter) + (between[at] ?? ''))
            .join('')
          expect(holdsToken(shown(`${before} help+r.${written}@shop.example`))).toBe(false)
        },
      ),
      { seed: 7, numRuns: 300 },
    )
  })

  test('any other text stays as it is, and a long one takes no long time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(shown(text)).toBe(text)
      }),
      { seed: 7, numRuns: 500 },
    )
    const long = 'the quick brown fox jumps over a lazy dog '.repeat(5000)
    expect(shown(long)).toBe(long)
  })
})
