import { assuranceLevels, type Assurance } from '@throughline/protocol/customers/identity.ts'
import { expect, test } from 'vitest'
import { answersPerHour, mayAcknowledge } from './may-acknowledge.ts'

test.each<[Assurance, boolean, boolean]>([
  ['claimed', false, false],
  ['claimed', true, false],
  ['asserted', false, false],
  ['asserted', true, true],
  ['domain-authenticated', false, true],
  ['domain-authenticated', true, true],
  ['possession-proven', false, true],
  ['host-authenticated', false, true],
])('a sender who is %s (written to before: %s) is answered by a machine: %s', (assurance, isWrittenTo, may) => {
  expect(mayAcknowledge({ assurance, isWrittenTo })).toBe(may)
})

test('an authenticated domain gets more automatic answers than another', () => {
  const limits = assuranceLevels.map(answersPerHour)
  expect(limits).toEqual([...limits].sort((a, b) => a - b))
  expect(answersPerHour('asserted')).toBeLessThan(100)
})
