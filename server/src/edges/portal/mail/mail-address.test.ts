import type { Assurance } from '@throughline/protocol/customers/identity.ts'
import { expect, test } from 'vitest'
import { mailAddress, type KnownAddress } from './mail-address.ts'

const email = (value: string, assurance: Assurance, more: Partial<KnownAddress> = {}): KnownAddress => ({
  id: value,
  kind: 'email',
  value,
  assurance,
  shared: false,
  blocked: false,
  undeliverable_since: null,
  ...more,
})
const given = 'given@example.com'

test.each([
  [
    'the address given',
    [email(given, 'claimed'), email('other@example.com', 'possession-proven')],
    given,
    false,
    given,
  ],
  ['nothing given, one proven', [email('a@example.com', 'possession-proven')], null, false, 'a@example.com'],
  ['nothing given, one that merely wrote', [email('a@example.com', 'asserted')], null, false, null],
  ['the same for somebody signed in', [email('a@example.com', 'asserted')], null, true, 'a@example.com'],
  ['somebody else’s claim', [email('a@example.com', 'claimed')], null, true, null],
  ['an address that is dead', [email(given, 'claimed', { undeliverable_since: new Date() })], given, false, null],
  ['an address that is blocked', [email(given, 'host-authenticated', { blocked: true })], given, true, null],
  [
    'an address of several people',
    [email('info@example.com', 'possession-proven', { shared: true })],
    null,
    true,
    null,
  ],
] as const)('%s', (_what, addresses, said, isSignedIn, expected) => {
  expect(mailAddress(addresses, { given: said, isSignedIn })?.value ?? null).toBe(expected)
})
