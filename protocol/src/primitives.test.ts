import { expect, test } from 'vitest'
import { FileName, Name } from './primitives.ts'

test.each([
  ['Ana\u202egpj.exe', 'Anagpj.exe'],
  ['\u2066Robin\u2069', 'Robin'],
  ['\u202b \u202c Kim \u202d', 'Kim'],
])('%j as a name changes the direction of nothing', (given, kept) => {
  expect(Name.parse(given)).toBe(kept)
})

test('a file name shows its ending at its end', () => {
  expect(FileName.parse('photo-\u202egpj.exe')).toBe('photo-gpj.exe')
})

test('marks that Arabic and Hebrew names need stay', () => {
  const name = 'נועה\u200f (Noa)\u200e'
  expect(Name.parse(name)).toBe(name)
})

test('of nothing but direction controls no name can be made', () => {
  expect(Name.safeParse('\u202e\u2067').success).toBe(false)
  expect(FileName.safeParse('\u202e').success).toBe(false)
})
