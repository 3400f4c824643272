import { expect, test } from 'vitest'
import { counting, standingOf, whyNot, type Said } from './state.ts'

let seq = 0
const at = (minute: number): Date => new Date(Date.UTC(2026, 0, 5, 8, minute))
const said = (more: Partial<Said>): Said => ({
  scope: '',
  medium: 'sms',
  purpose: 'service',
  isGiven: false,
  occurredAt: at(0),
  seq: ++seq,
  confirmationId: null,
  ...more,
})
const stop = (minute: number, more: Partial<Said> = {}) => said({ occurredAt: at(minute), ...more })
const start = (minute: number, more: Partial<Said> = {}) => said({ occurredAt: at(minute), isGiven: true, ...more })
const agreed = (minute: number, more: Partial<Said> = {}) => start(minute, { purpose: 'proactive', ...more })

type Case = [what: string, words: Said[], refused: { sms: boolean; whatsapp: boolean; offers: boolean }]
const cases: Case[] = [
  ['nothing was said', [], { sms: false, whatsapp: false, offers: true }],
  ['STOP by SMS', [agreed(0), stop(1)], { sms: true, whatsapp: false, offers: true }],
  ['STOP, then START', [agreed(0), stop(1), start(2)], { sms: false, whatsapp: false, offers: false }],
  [
    'START arrives before the STOP that it takes back',
    [start(2), stop(1)],
    { sms: false, whatsapp: false, offers: true },
  ],
  ['both at the same time: what arrived last', [start(1), stop(1)], { sms: true, whatsapp: false, offers: true }],
  ['STOP twice and one START', [stop(1), stop(2), start(3)], { sms: false, whatsapp: false, offers: true }],
  ['staff say it of every way', [agreed(0), stop(1, { medium: null })], { sms: true, whatsapp: true, offers: true }],
  ['START by SMS after that', [stop(1, { medium: null }), start(2)], { sms: false, whatsapp: true, offers: true }],
  ['staff give every way back', [stop(1), start(2, { medium: null })], { sms: false, whatsapp: false, offers: true }],
  ['no offers', [agreed(0), stop(1, { purpose: 'proactive' })], { sms: false, whatsapp: false, offers: true }],
  ['offers agreed to', [agreed(0)], { sms: false, whatsapp: false, offers: false }],
  [
    'STOP on another channel’s own address',
    [stop(1, { scope: 'another' })],
    { sms: false, whatsapp: false, offers: true },
  ],
]

test.each(cases)('%s', (_what, words, refused) => {
  const by = (medium: string, purpose: Said['purpose']) =>
    whyNot(words, { scopes: ['', 'own'], medium, purpose }) !== null
  expect({
    sms: by('sms', 'service'),
    whatsapp: by('whatsapp', 'service'),
    offers: by('whatsapp', 'proactive'),
  }).toEqual(refused)
})

test('the order in which words are read decides nothing', () => {
  const words = [stop(1), start(2), stop(3), start(4)]
  for (const order of [words, words.toReversed(), [words[2]!, words[0]!, words[3]!, words[1]!]]) {
    expect(whyNot(order, { scopes: [''], medium: 'sms', purpose: 'service' })).toBeNull()
  }
})

test('what was said of every way takes back what was said of one, and not the other way round', () => {
  const [bySms, everywhere, again] = [stop(1), start(2, { medium: null }), stop(3)]
  expect(counting([bySms, everywhere])).toEqual([everywhere])
  expect(counting([bySms, everywhere, again])).toEqual([everywhere, again])
  const [agreedBySms, notAnyMore] = [agreed(1), stop(2, { purpose: 'proactive', medium: 'email' })]
  expect(counting([agreedBySms, notAnyMore])).toEqual([notAnyMore])
})

test.each([
  [[], { service: 'unsaid', proactive: 'unsaid' }],
  [[stop(1)], { service: 'partly_withdrawn', proactive: 'withdrawn' }],
  [[stop(1), start(2)], { service: 'given', proactive: 'unsaid' }],
  [[stop(1), stop(2, { medium: null })], { service: 'withdrawn', proactive: 'withdrawn' }],
  [[stop(1, { medium: null }), start(2)], { service: 'partly_withdrawn', proactive: 'withdrawn' }],
  [[agreed(1)], { service: 'unsaid', proactive: 'given' }],
] as [Said[], ReturnType<typeof standingOf>][])('what people see, case %#', (words, standing) => {
  expect(standingOf(words)).toEqual(standing)
})
