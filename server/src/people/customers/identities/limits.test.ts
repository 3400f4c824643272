import type { Assurance } from '@throughline/protocol/customers/identity.ts'
import { expect, test } from 'vitest'
import { at } from '../testing.ts'
import { makeRoom, maxOfKind, type CountedIdentity } from './limits.ts'

const one = (id: string, assurance: Assurance, more: Partial<CountedIdentity> = {}): CountedIdentity => ({
  id,
  assurance,
  blocked: false,
  lastSeenAt: at('08:00:00'),
  ...more,
})
/** Proven ones up to the limit for phones, with these instead of the first few. */
const full = (...identities: CountedIdentity[]): CountedIdentity[] => [
  ...identities,
  ...Array.from({ length: maxOfKind('phone') - identities.length }, (_, i) => one(`p${i}`, 'possession-proven')),
]

const cases: [string, CountedIdentity[], Assurance, object][] = [
  ['there is room below the limit', full().slice(1), 'claimed', { state: 'enough' }],
  ['proven addresses give way to nobody', full(), 'host-authenticated', { state: 'full' }],
  [
    'the weakest gives way',
    full(one('asserted', 'asserted'), one('claim', 'claimed')),
    'asserted',
    { state: 'after_dropping', dropId: 'claim' },
  ],
  [
    'of two as weak, the one longest unseen gives way',
    full(one('new', 'asserted', { lastSeenAt: at('09:00:00') }), one('old', 'asserted')),
    'asserted',
    { state: 'after_dropping', dropId: 'old' },
  ],
  ['a stronger one does not give way to a weaker newcomer', full(one('a', 'asserted')), 'claimed', { state: 'full' }],
  [
    'a blocked one stays, for dropping it would let it in again',
    full(one('spam', 'claimed', { blocked: true })),
    'host-authenticated',
    { state: 'full' },
  ],
]

test.each(cases)('%s', (_, present, newcomer, room) => {
  expect(makeRoom('phone', present, newcomer)).toEqual(room)
})
