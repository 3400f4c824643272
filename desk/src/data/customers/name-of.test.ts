import { expect, test } from 'vitest'
import { nameOf } from './name-of.ts'

const of = (displayName: string | null, ...identities: [kind: string, value: string][]) =>
  nameOf({ displayName, identities: identities.map(([kind, value]) => ({ kind, value })) })

test('somebody is called by their name, else by an address, and never by an id', () => {
  expect(of('Mara', ['email', 'mara@post.example'])).toBe('Mara')
  expect(of(null, ['account', 'customer-17'], ['email', 'mara@post.example'])).toBe('mara@post.example')
  expect(of(null, ['account', 'customer-17'], ['device', 'k2J'])).toBe('Customer without a name')
  expect(of(null, ['device', 'k2J'])).toBe('Visitor')
  expect(of(null)).toBe('Customer without a name')
})
