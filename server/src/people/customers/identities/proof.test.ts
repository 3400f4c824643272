import { assuranceLevels } from '@throughline/protocol/customers/identity.ts'
import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { fromOf, isProvenAnswer, proofOf, type AnswerEvidence, type Evidence, type Proof } from './proof.ts'

/** A person answers a mail that only they got, by its token, from a domain that our boundary says nothing about. */
const answer = (but: Partial<AnswerEvidence> = {}): Evidence => ({
  kind: 'answer',
  token: 'secret',
  isDisclosed: false,
  author: 'person',
  from: 'unchecked',
  sharesRecord: true,
  ...but,
})
const nothing: Proof = { level: 'claimed', scope: 'nothing' }

test.each<[string, Evidence, Proof]>([
  ['a typed address is a claim', { kind: 'typed' }, nothing],
  ['an address that the site did not verify is a claim, too', { kind: 'host', isChecked: false }, nothing],
  [
    'one that the site checked is proven',
    { kind: 'host', isChecked: true },
    { level: 'host-authenticated', scope: 'address' },
  ],
  ['an answer by token lets its conversation go on', answer(), { level: 'claimed', scope: 'conversation' }],
  [
    'it proves the address where the record holds nothing else',
    answer({ sharesRecord: false }),
    { level: 'possession-proven', scope: 'address' },
  ],
  [
    'an authenticated From widens nothing',
    answer({ from: 'authenticated' }),
    { level: 'claimed', scope: 'conversation' },
  ],
  ['a message that names nothing of ours', answer({ token: 'none' }), nothing],
  ['a name that others can compute', answer({ token: 'guessable' }), nothing],
  ['the same from an authenticated domain', answer({ token: 'guessable', from: 'authenticated' }), nothing],
  ['the same where nobody else could see it', answer({ token: 'guessable', sharesRecord: false }), nothing],
  ['a mail that its domain disowns', answer({ from: 'disowned' }), nothing],
  ['a token that copies went out with', answer({ isDisclosed: true }), nothing],
  [
    'the same, and the domain vouches for its user',
    answer({ isDisclosed: true, from: 'authenticated' }),
    { level: 'claimed', scope: 'conversation' },
  ],
  [
    'an automatic reply says that our mail arrived',
    answer({ author: 'machine' }),
    { level: 'claimed', scope: 'arrival' },
  ],
  [
    'on a record of its own too, and from an authenticated domain',
    answer({ author: 'machine', sharesRecord: false, from: 'authenticated' }),
    { level: 'claimed', scope: 'arrival' },
  ],
])('%s', (_, evidence, proof) => {
  expect(proofOf(evidence)).toEqual(proof)
})

const anyAnswer: fc.Arbitrary<AnswerEvidence> = fc.record({
  kind: fc.constant('answer' as const),
  token: fc.constantFrom('none', 'guessable', 'secret'),
  isDisclosed: fc.boolean(),
  author: fc.constantFrom('person', 'machine'),
  from: fc.constantFrom('authenticated', 'unchecked', 'disowned'),
  sharesRecord: fc.boolean(),
})
const fixed = { seed: 8, numRuns: 500 }

test('no answer of a machine, without a token or with a failed DMARC is part of a conversation or proves an address', () => {
  fc.assert(
    fc.property(anyAnswer, (evidence) => {
      const isWeak = evidence.author === 'machine' || evidence.token !== 'secret' || evidence.from === 'disowned'
      const proof = proofOf(evidence)
      if (!isWeak) return
      expect(isProvenAnswer(proof)).toBe(false)
      expect(proof.level).toBe('claimed')
    }),
    fixed,
  )
})

test('no answer links an address to a record that has another one', () => {
  fc.assert(
    fc.property(anyAnswer, (evidence) => {
      const proof = proofOf({ ...evidence, sharesRecord: true })
      expect(proof.level).toBe('claimed')
      expect(proof.scope).not.toBe('address')
    }),
    fixed,
  )
})

test('weaker evidence never proves more', () => {
  const scopes = ['nothing', 'arrival', 'conversation', 'address']
  const weakenings: Partial<AnswerEvidence>[] = [
    { token: 'guessable' },
    { token: 'none' },
    { isDisclosed: true },
    { author: 'machine' },
    { from: 'disowned' },
    { sharesRecord: true },
  ]
  fc.assert(
    fc.property(anyAnswer, fc.constantFrom(...weakenings), (evidence, weaker) => {
      const [strong, weak] = [proofOf(evidence), proofOf({ ...evidence, ...weaker })]
      expect(scopes.indexOf(weak.scope)).toBeLessThanOrEqual(scopes.indexOf(strong.scope))
      expect(assuranceLevels.indexOf(weak.level)).toBeLessThanOrEqual(assuranceLevels.indexOf(strong.level))
    }),
    fixed,
  )
})

test.each([
  ['claimed', 'disowned'],
  ['asserted', 'unchecked'],
  ['domain-authenticated', 'authenticated'],
  ['possession-proven', 'authenticated'],
  ['host-authenticated', 'authenticated'],
] as const)('a sender who is %s counts as %s', (assurance, from) => {
  expect(fromOf(assurance)).toBe(from)
})
