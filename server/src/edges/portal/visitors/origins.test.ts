import { expect, test } from 'vitest'
import { isAllowedOrigin } from './origins.ts'

const about = {
  allowed: ['https://shop.example', 'https://*.brand.example', 'http://localhost:5173'],
  isOwn: false,
}

test.each([
  ['https://shop.example', true],
  ['https://SHOP.example', true],
  ['https://a.brand.example', true],
  ['https://a.b.brand.example', true],
  ['http://localhost:5173', true],
  [undefined, true],
  ['http://shop.example', false],
  ['https://shop.example:8443', false],
  ['https://shop.example.evil.example', false],
  ['https://evilshop.example', false],
  ['https://brand.example', false],
  ['https://evilbrand.example', false],
  ['https://evil.example/.brand.example', false],
  ['http://localhost:5174', false],
  ['null', false],
  ['', false],
])('a page at %s may speak for a visitor: %s', (origin, expected) => {
  expect(isAllowedOrigin(origin, about)).toBe(expected)
})

test('a page of ours may, whatever its address', () => {
  expect(isAllowedOrigin('https://help.example.com', { ...about, isOwn: true })).toBe(true)
})
