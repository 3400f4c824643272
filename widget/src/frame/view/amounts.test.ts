import { afterEach, expect, test, vi } from 'vitest'
import { durationIn, sizeIn } from './amounts.ts'

afterEach(() => vi.unstubAllGlobals())

test('amounts are written as the country of the reader writes them', () => {
  vi.stubGlobal('navigator', { languages: ['en-GB', 'de-CH'] })
  expect(durationIn('de', 5 * 60_000)).toBe('5 Minuten')
  expect(sizeIn('de', 1536 * 1024)).toBe('1.5 MB')
})

test('a language that the system names by rules of its own is written as the language alone', () => {
  vi.stubGlobal('navigator', { languages: ['en-US@posix', 'en'] })
  expect(durationIn('en', 5 * 60_000)).toBe('5 minutes')
})
