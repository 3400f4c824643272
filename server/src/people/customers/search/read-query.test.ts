import { expect, test } from 'vitest'
import { readQuery } from './read-query.ts'

test('words of a name are looked for without case and accents, in any order', () => {
  expect(readQuery(' Kovács,  ANNA ').words).toEqual(['kovacs', 'anna'])
})

test('a whole address is looked for in its one spelling', () => {
  expect(readQuery('Anna@Example.com').addresses).toContainEqual({ kind: 'email', value: 'anna@example.com' })
  expect(readQuery('+49 (0)30 1234567').addresses).toContainEqual({ kind: 'phone', value: '+49301234567' })
  expect(readQuery('@Anna_K').addresses).toContainEqual({ kind: 'handle', value: 'anna_k' })
})

test.each([
  ['030 / 12 34-567', '301234567'],
  ['+49 30', '+49 30'],
  ['Example.com', 'example.com'],
  ['@', null],
])('%s as a part of an address is %s', (query, part) => {
  expect(readQuery(query).partOfAddress).toBe(part)
})

test.each([
  ['A-1001', '$.*[*] ? (@ == "A-1001")'],
  ['1001', '$.*[*] ? (@ == "1001" || @ == 1001)'],
  ['say "hi"\\', '$.*[*] ? (@ == "say \\"hi\\"\\\\")'],
])('%s as an order number is %s', (query, path) => {
  expect(readQuery(query).attributePath).toBe(path)
})

test("a customer's id is recognised", () => {
  expect(readQuery('018F0000-0000-7000-8000-00000000C0DE').id).toBe('018f0000-0000-7000-8000-00000000c0de')
  expect(readQuery('anna').id).toBeNull()
})
