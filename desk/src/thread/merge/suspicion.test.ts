import type { Customer } from '@throughline/protocol/customers/customers.ts'
import { expect, test } from 'vitest'
import { comparedFields, suspectOf } from './suspicion.ts'

type Known = Parameters<typeof suspectOf>[0]

function record(displayName: string | null, addresses: [string, string, string][], attributes = {}): Known {
  const identities = addresses.map(([kind, value, assurance]) => ({ kind, value, assurance }))
  return { displayName, identities: identities as Customer['identities'], attributes }
}

const mara = record('Mara Lind', [['email', 'mara@lind.example', 'domain-authenticated']], { city: 'Lisbon' })
const visitor = record('mara LIND', [
  ['device', 'a1b2', 'possession-proven'],
  ['email', 'Mara@Lind.example', 'claimed'],
])
const forger = record('Mara Lind', [['email', 'mara@lind.example', 'asserted']])

test('a record of which nothing is verified is the suspect beside one that is', () => {
  expect(suspectOf(forger, mara)).toBe('this')
  expect(suspectOf(mara, forger)).toBe('other')
  expect(suspectOf(mara, mara)).toBeNull()
  expect(suspectOf(forger, forger)).toBeNull()
})

test('a browser is always its own, and proves nothing about whose it is', () => {
  expect(suspectOf(visitor, mara)).toBe('this')
})

test('two records are compared field by field, whatever the case', () => {
  expect(comparedFields(visitor, mara).map(({ field, agreement }) => [field, agreement])).toEqual([
    ['name', 'agrees'],
    ['device', 'onlyOne'],
    ['email', 'agrees'],
    ['city', 'onlyOne'],
  ])
  expect(comparedFields(record('Bo', []), mara)[0]!.agreement).toBe('differs')
})
