import { expect, test } from 'vitest'
import { compareNames, similarity } from './compare-names.ts'

test.each([
  ['Anna Kovács', 'Anna Kovács', 'same'],
  ['Anna Kovács', 'KOVACS, Anna', 'same'],
  ['Dr. Anna Kovács', 'Anna Kovács', 'same'],
  ['Anna Kovács', 'A. Kovács', 'initials'],
  ['Anna Maria Kovács', 'Anna Kovács', 'part'],
  ['Anna', 'Anna Kovács', 'part'],
  ['Anna Kovács', 'Ana Kovacs', 'similar'],
  ['Jonathan Miller', 'Jonathon Miller', 'similar'],
  ['Anna Kovács', 'Béla Kovács', 'different'],
  ['A. K.', 'Anna Kovács', 'different'],
  ['Иван Петров', 'Петров Иван', 'same'],
  ['李雷', '李雷', 'same'],
  ['', 'Anna', null],
  ['!!!', 'Anna', null],
] as const)('%s and %s: %s', (one, other, agreement) => {
  expect(compareNames(one, other)).toBe(agreement)
  expect(compareNames(other, one)).toBe(agreement)
})

test.each([
  ['martha', 'marhta', 0.961],
  ['dixon', 'dicksonx', 0.813],
  ['dwayne', 'duane', 0.84],
  ['anna', 'anna', 1],
  ['abc', 'xyz', 0],
])('%s and %s are %d alike, as published', (one, other, expected) => {
  expect(similarity(one, other)).toBeCloseTo(expected, 2)
})
