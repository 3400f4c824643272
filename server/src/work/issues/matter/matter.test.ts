import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { describeMatter, mergeMatter, type Matter } from './matter.ts'
import { clearlyDiffers, scoreSameMatter } from './same-matter.ts'

const now = new Date('2026-03-02T09:00:00Z')
const emptyMatter: Matter = { entities: [], subjects: [], words: [] }
const score = (issue: Partial<Matter>, message: Partial<Matter>) =>
  scoreSameMatter({ matter: issue, lastActivityAt: now, status: 'open' }, message, { now })

const entities: [text: string, expected: string[]][] = [
  ['Order 4711-AB and order #12345', ['order:4711AB', 'order:12345']],
  ['orders 9001, 9002 and 9003', ['order:9001', 'order:9002', 'order:9003']],
  ['My order number is 55-1234.', ['order:551234']],
  ['Bestellnr.: 400123, Rechnungs-Nr. RG-2026/17', ['order:400123', 'invoice:202617']],
  ['facture n° F-2026-88', ['invoice:F202688']],
  [
    'Auftragsnummer 8812 mit der Sendungsnummer JJD000390006812345678',
    ['order:8812', 'tracking:JJD000390006812345678'],
  ],
  ['INV-2026-001, PO 77881 and RMA-5521', ['invoice:2026001', 'order:77881', 'return:5521']],
  ['tracking RR123456789DE', ['tracking:RR123456789DE']],
  ['https://shop.example/orders/998877?x=1', ['order:998877']],
  ['ticket [#88231] and case 4455', ['ticket:88231', 'ticket:4455']],
  ['see 305-1234567-1234567', ['order:30512345671234567']],
  ['Reference zq1x0001a', ['reference:ZQ1X0001A']],
  ['Buchungscode X7PL2Q', ['booking:X7PL2Q']],
  ['on 12.03.2026 at 10:30, for 1.234,50 EUR or $99.00, 20 % off, 14 days, version 2.10.3', []],
  ['call me: +49 30 1234567, 0151 23456789, (030) 9876543', []],
  ['customer number 8812345, Kundennr. 991, IBAN DE89370400440532013000', []],
  ['two chairs in 2026, 4 weeks, D-10115 Berlin', []],
  ['8812345678 stands below', ['loose:8812345678']],
]
test.each(entities)('the numbers named in "%s"', (text, expected) => {
  expect(describeMatter({ subject: null, text }).entities).toEqual(expected)
})

const subjects: [raw: string, base: string, isReply: boolean][] = [
  ['Broken lamp', 'broken lamp', false],
  ['Re: Broken lamp', 'broken lamp', true],
  ['AW: WG: RE: Fwd: Broken   lamp', 'broken lamp', true],
  ['SV: VS: Antw: Odp: Broken lamp!', 'broken lamp', true],
  ['RE : TR : Broken lamp', 'broken lamp', true],
  ['RV: RES: ENC: Broken lamp', 'broken lamp', true],
  ['Re[2]: Re^3: Re(4): Broken lamp', 'broken lamp', true],
  ['[External] Re: [shop] Broken lamp (fwd)', 'broken lamp', true],
  ['re: [fwd: [fwd: Broken lamp]]', 'broken lamp', true],
  ['回复：Broken lamp', 'broken lamp', true],
  ['[Broken lamp]', 'broken lamp', false],
  ['Re:', '', true],
  ['Regarding the lamp', 'regarding the lamp', false],
]
test.each(subjects)('the subject of "%s" without what mail programs add', (raw, base, isReply) => {
  const matter = describeMatter({ subject: raw, text: '' })
  expect(matter.subjects).toEqual(base === '' ? [] : [base])
  expect(matter.isReply ?? false).toBe(isReply)
})

test('quoted lines and the signature say nothing of the matter', () => {
  const { words, entities } = describeMatter({
    subject: null,
    text: 'The lamp flickers.\n> The sofa squeaks.\n\nKind regards,\nAna Ruiz\nAcme Plumbing, 5551234567',
  })
  expect(words).toEqual(['lamp', 'flick'])
  expect(entities).toEqual([])
})

test('a matter that grows keeps its first subject and the words that were said again', () => {
  let matter: Matter = describeMatter({ subject: 'Broken lamp', text: 'The lamp flickers.' })
  for (let i = 0; i < 50; i++) {
    matter = mergeMatter(
      matter,
      describeMatter({
        subject: `Mail ${i}`,
        text: `The lamp ${Array.from({ length: 20 }, (_, k) => `w${i}${k}`).join(' ')}`,
      }),
    )
  }
  expect(matter.subjects).toEqual(['broken lamp', 'mail 48', 'mail 49'])
  expect(matter.words[0]).toBe('lamp')
  expect(size(matter)).toBeLessThan(2048)
})

test('an issue without a matter, as the database makes it, is comparable', () => {
  expect(score({}, describeMatter({ subject: 'Lamp', text: 'It flickers' })).decision).toBe('different')
  expect(mergeMatter({}, emptyMatter)).toEqual(emptyMatter)
})

test('a talk clearly differs when it names another order or says so, and not because it wanders', () => {
  const issue = {
    matter: describeMatter({ subject: null, text: 'Order 10001 is late' }),
    lastActivityAt: now,
    status: 'open',
  }
  const differs = (text: string) => clearlyDiffers(issue, describeMatter({ subject: null, text })) !== null
  expect(differs('and where is order 10002?')).toBe(true)
  expect(differs('I have another question')).toBe(true)
  expect(differs('do you sell lamps?')).toBe(false)
  expect(differs('order 10001 please')).toBe(false)
})

const size = (matter: Matter): number => Buffer.byteLength(JSON.stringify(matter))

const anyText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 300 }),
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc
    .array(
      fc.constantFrom(
        'order',
        '4711-ab',
        '#12345',
        'lamp',
        'Re:',
        '\n',
        '> ',
        '-- \n',
        '注文番号',
        'İ',
        'ß',
        '@',
        '__proto__',
        'constructor',
        'any news',
        '\ud800',
        '1.2.3',
        '€',
      ),
      { maxLength: 400 },
    )
    .map((parts) => parts.join(' ')),
)
const anyMail = fc.record({ subject: fc.option(anyText), text: anyText })

test('any text has a matter: small, the same every time, and storable as JSON', () => {
  fc.assert(
    fc.property(anyMail, (mail) => {
      const matter = describeMatter(mail)
      expect(size(matter)).toBeLessThan(2048)
      expect(describeMatter(mail)).toEqual(matter)
      const json = JSON.stringify(matter)
      expect(json).not.toContain('\\u0000')
      expect(json.isWellFormed() && !/\\ud[89a-f]/i.test(json)).toBe(true)
      expect(JSON.parse(json)).toEqual(matter)
    }),
    { numRuns: 300 },
  )
})

test('a matter stays small however many messages join', () => {
  fc.assert(
    fc.property(fc.array(anyMail, { maxLength: 12 }), (mails) => {
      const matter = mails.map((mail) => describeMatter(mail)).reduce(mergeMatter, emptyMatter)
      expect(size(matter)).toBeLessThan(2048)
      expect(mergeMatter(matter, emptyMatter)).toEqual(matter)
    }),
  )
})

test('any two matters have a score: explained, within bounds, and the same every time', () => {
  fc.assert(
    fc.property(anyMail, anyMail, (a, b) => {
      const [issue, message] = [describeMatter(a), describeMatter(b)]
      const result = score(issue, message)
      expect(result.score).toBeGreaterThan(0)
      expect(result.score).toBeLessThan(1)
      expect(result.wording.sentence).toMatch(/\.$/)
      expect(score(JSON.parse(JSON.stringify(issue)), JSON.parse(JSON.stringify(message)))).toEqual(result)
    }),
    { numRuns: 300 },
  )
})

// Without what only a message has: its manner.
function weights(issue: Matter, { entities, subjects }: Matter): unknown[] {
  return score(issue, { entities, subjects }).evidence.map(({ what, weight }) => [what, weight])
}

test('a shared number and a shared subject weigh the same from either side', () => {
  fc.assert(
    fc.property(anyMail, anyMail, (a, b) => {
      const [x, y] = [describeMatter(a), describeMatter(b)]
      expect(weights(x, y)).toEqual(weights(y, x))
    }),
  )
})

test('a bigger age never makes the same matter likelier', () => {
  const issue = describeMatter({ subject: 'Broken lamp', text: 'The lamp flickers.' })
  const message = describeMatter({ subject: 'Re: Broken lamp', text: 'Any news?' })
  const bits = [0, 1, 3, 10, 40, 400].map(
    (days) =>
      scoreSameMatter(
        { matter: issue, lastActivityAt: new Date(now.getTime() - days * 86_400_000), status: 'open' },
        message,
        { now },
      ).bits,
  )
  expect(bits).toEqual(bits.toSorted((a, b) => b - a))
})

test('of a huge text only the beginning is read', () => {
  const huge = `${'lamp 4711-ab \n> @ İ '.repeat(20_000)} kettle 8822-xy`
  const { entities, words } = describeMatter({ subject: huge, text: huge })
  expect(words).toContain('lamp')
  expect([...words, ...entities].join()).not.toMatch(/kettle|8822/)
})
