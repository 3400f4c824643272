import { assuranceLevels, type Assurance } from '@throughline/protocol/customers/identity.ts'
import { expect, test } from 'vitest'
import { decideClaim, mayVouch, scopeOfLink, type ClaimDecision, type ProvenClaim } from './claims.ts'

const held = (assurance: Assurance, more: { shared?: boolean; isSameCustomer?: boolean } = {}) => ({
  assurance,
  shared: false,
  isSameCustomer: false,
  ...more,
})
const claim = (assurance: Assurance, holder: ProvenClaim['holder'], more: Partial<ProvenClaim> = {}): ProvenClaim => ({
  assurance,
  isShared: false,
  holder,
  fitsTogether: true,
  ...more,
})

const cases: [string, ProvenClaim, ClaimDecision][] = [
  ['the customer holds it already', claim('asserted', held('asserted', { isSameCustomer: true })), 'is_redundant'],
  ['both are proven: one person', claim('possession-proven', held('host-authenticated')), 'merges'],
  ['the holder is not proven', claim('possession-proven', held('domain-authenticated')), 'held'],
  ['the claim is not proven', claim('domain-authenticated', held('possession-proven')), 'held'],
  ['several people use it', claim('possession-proven', held('possession-proven', { shared: true })), 'held'],
  [
    'the claimant says that several people use it',
    claim('possession-proven', held('possession-proven'), { isShared: true }),
    'held',
  ],
  [
    'together they would have too many addresses',
    claim('possession-proven', held('possession-proven'), { fitsTogether: false }),
    'held',
  ],
]

test.each(cases)('%s', (_, proven, decision) => {
  expect(decideClaim(proven)).toBe(decision)
})

test('no merge by itself below possession on either side, whatever else holds', () => {
  const proven = new Set<Assurance>(['possession-proven', 'host-authenticated'])
  for (const one of assuranceLevels) {
    for (const other of assuranceLevels) {
      const merges = decideClaim(claim(one, held(other))) === 'merges'
      expect(merges).toBe(proven.has(one) && proven.has(other))
    }
  }
})

test('a proven mail address means the same everywhere, a proven handle only on its channel', () => {
  expect(scopeOfLink({ kind: 'email', scope: 'chat' })).toBe('')
  expect(scopeOfLink({ kind: 'handle', scope: 'chat' })).toBe('chat')
})

test("staff can vouch for possession, and only a program of the company's for its sign-in", () => {
  expect(mayVouch('staff', 'possession-proven')).toBe(true)
  expect(mayVouch('staff', 'host-authenticated')).toBe(false)
  expect(mayVouch('token', 'host-authenticated')).toBe(true)
})
