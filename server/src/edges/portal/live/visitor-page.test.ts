import { expect, test } from 'vitest'
import { readCountry, readPage } from './visitor-page.ts'

const read = (given: { url: string; title?: string; timeZone?: string }, country: string | null = null) =>
  readPage({ type: 'page', title: '', ...given }, country)

test('of an address its origin and path are kept, and nothing that could be a secret', () => {
  expect(
    read({ url: 'https://me:pw@shop.example/kettles?token=s3#part', title: 'Kettles', timeZone: 'Europe/Lisbon' }),
  ).toEqual({ url: 'https://shop.example/kettles', title: 'Kettles', timeZone: 'Europe/Lisbon', country: null })
  expect(read({ url: `https://shop.example/${'a'.repeat(2000)}` })!.url).toHaveLength(520)
})

test.each(['javascript:alert(1)', 'data:text/html,x', 'nowhere', ''])('%s is no page', (url) => {
  expect(read({ url })).toBeNull()
})

test('a title is one line, however it was written', () => {
  const title = (given: string) => read({ url: 'https://shop.example/', title: given })!.title
  expect(title(' Kettles\n\n\u0000and \u202Emore ')).toBe('Kettles and more')
  expect(title('x'.repeat(300))).toHaveLength(200)
})

test.each([
  ['Europe/Lisbon', 'Europe/Lisbon'],
  ['America/Argentina/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
  ['Nowhere/Special', null],
  ['UTC', null],
  ['../../etc', null],
])('the time zone %s is read as %s', (timeZone, expected) => {
  expect(read({ url: 'https://shop.example/', timeZone })!.timeZone).toBe(expected)
})

test.each([
  ['PT', 'PT'],
  [' pt ', 'PT'],
  ['XX', null],
  ['T1', null],
  ['Portugal', null],
  [['PT', 'DE'], null],
  [undefined, null],
])('the header %s names the country %s', (header, expected) => {
  expect(readCountry(header)).toBe(expected)
})
