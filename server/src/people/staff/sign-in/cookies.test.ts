import { expect, test } from 'vitest'
import { readCookies, writeCookies } from './cookies.ts'

test.each([
  [undefined, ''],
  ['a=1; b.c=2%3D', 'a=1; b.c=2%3D'],
  ['a=1; a=2', 'a=1'],
  ['a=1;a=2;b=3', 'a=1; b=3'],
  ['x="a; b=2"', ''],
  ['a b=1; =2; c', ''],
  ['__Secure-a=x.y-z_', '__Secure-a=x.y-z_'],
] as [string | undefined, string][])('%o is read as %o', (header, canonical) => {
  expect(writeCookies(readCookies(header))).toBe(canonical)
})
