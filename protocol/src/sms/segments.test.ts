import { expect, test } from 'vitest'
import { countCpuTime } from '../../../server/test/cpu-time.ts'
import { smsSegments } from './segments.ts'

const family = '👩‍👩‍👧'

test.each([
  ['', 'GSM-7', 1, 160],
  ['a', 'GSM-7', 1, 159],
  ['a'.repeat(160), 'GSM-7', 1, 0],
  ['a'.repeat(161), 'GSM-7', 2, 145],
  ['a'.repeat(306), 'GSM-7', 2, 0],
  ['a'.repeat(307), 'GSM-7', 3, 152],
  ['€'.repeat(80), 'GSM-7', 1, 0],
  ['€'.repeat(81), 'GSM-7', 2, 143],
  // 152, and one that needs two places: the escape does not stay behind alone.
  [`${'a'.repeat(152)}€${'a'.repeat(151)}`, 'GSM-7', 2, 0],
  [`${'a'.repeat(152)}€${'a'.repeat(152)}`, 'GSM-7', 3, 152],
  ['^{}\\[~]|€\f', 'GSM-7', 1, 140],
  ['line\r\nline', 'GSM-7', 1, 150],
  ['ş', 'UCS-2', 1, 69],
  ['ş'.repeat(70), 'UCS-2', 1, 0],
  ['ş'.repeat(71), 'UCS-2', 2, 63],
  ['ş'.repeat(134), 'UCS-2', 2, 0],
  ['ş'.repeat(135), 'UCS-2', 3, 66],
  ['😀'.repeat(35), 'UCS-2', 1, 0],
  // 33 pairs are 66 units: the next is not cut.
  ['😀'.repeat(36), 'UCS-2', 2, 61],
  ['😀'.repeat(66), 'UCS-2', 2, 1],
  ['😀'.repeat(67), 'UCS-2', 3, 65],
  // Eight units each: eight in a segment, and three places stay free.
  [family.repeat(9), 'UCS-2', 2, 59],
  [family.repeat(16), 'UCS-2', 2, 3],
  [family.repeat(17), 'UCS-2', 3, 59],
  // More marks than a segment holds.
  [`e${'\u0301'.repeat(200)}`, 'UCS-2', 3, 0],
  [`e${'\u{1f3fb}'.repeat(100)}`, 'UCS-2', 4, 67 * 4 - 201 - 2],
  ['\ud83d'.repeat(71), 'UCS-2', 2, 63],
] as const)('%j', (text, encoding, count, left) => {
  expect(smsSegments(text)).toMatchObject({ encoding, count, left })
})

test.each([
  ['Grüße, ça va?', 'ç'],
  ['Hello', null],
  ['İstanbul’da', 'İ'],
  ['a “quote”', '“'],
  ['cafe\u0301', 'e\u0301'],
  ['It is 👍🏽 fine', '👍🏽'],
  [`With ${family}`, family],
  ['a\u200bb', 'U+200B'],
  ['a\u00a0b', 'U+00A0'],
  ['tab\there', 'U+0009'],
  ['\ud83d', 'U+D83D'],
])('in %j it is %j that makes it Unicode', (text, letter) => {
  expect(smsSegments(text).unicode).toBe(letter)
})

test.each([
  ['one letter of GSM', 'a'],
  ['the euro', '€'],
  ['one letter that is not', 'ş'],
  ['emoji of many parts', family],
  ['marks without end', '\u0301'],
  ['flags', '🇩🇪'],
  ['joiners', '\u200d'],
  ['letters of Devanagari', 'क्ष'],
])('100,000 characters of %s are counted in less than 50 ms of the processor', (_what, one) => {
  const text = one.repeat(Math.ceil(100_000 / one.length)).slice(0, 100_000)
  const spent = countCpuTime()
  expect(smsSegments(text).count).toBeGreaterThan(600)
  expect(spent()).toBeLessThan(50)
})
