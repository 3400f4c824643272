import { expect, test } from 'vitest'
import { limitsOf, type Attempt } from './attempt-policy.ts'

const attempt: Attempt = { kind: 'password', account: 'maria@example.com', address: '192.0.2.1', device: null }
const keysOf = (change: Partial<Attempt>): string[] => limitsOf({ ...attempt, ...change }).map(({ key }) => key)
const scopesOf = (change: Partial<Attempt>) => limitsOf({ ...attempt, ...change }).map(({ scope, max }) => [scope, max])

test.each([
  [
    'a stranger’s password',
    {},
    [
      ['accountFromAddress', 10],
      ['address', 50],
      ['account', 100],
    ],
  ],
  [
    'a stranger’s code',
    { kind: 'code' },
    [
      ['accountFromAddress', 5],
      ['address', 30],
      ['account', 10],
    ],
  ],
  [
    'a password in a known browser',
    { device: 'abc' },
    [
      ['device', 10],
      ['devices', 30],
    ],
  ],
  [
    'a code in a known browser',
    { kind: 'code', device: 'abc' },
    [
      ['device', 5],
      ['devices', 10],
    ],
  ],
] as [string, Partial<Attempt>, unknown[]][])('%s counts against %o', (_what, change, expected) => {
  expect(scopesOf(change)).toEqual(expected)
})

test.each([
  ['the account in other letters', { account: ' Maria@Example.com ' }, [true, true, true]],
  ['another account from there', { account: 'ben@example.com' }, [false, true, false]],
  ['the account from elsewhere', { address: '192.0.2.2' }, [false, false, true]],
  ['a code for the account', { kind: 'code' }, [false, false, false]],
] as [string, Partial<Attempt>, boolean[]][])('%s shares these counts: %o', (_what, change, shared) => {
  const known = keysOf({})
  expect(keysOf(change).map((key) => known.includes(key))).toEqual(shared)
})
