import type { FileScan } from '@throughline/protocol/timeline/attachment.ts'
import { expect, test } from 'vitest'
import { scanWords } from './scan-words.ts'

const scan = (state: FileScan['state'], more: Partial<FileScan> = {}): FileScan => ({
  state,
  isWithheld: false,
  finding: null,
  problem: null,
  releasedBy: null,
  ...more,
})

test('nothing is said of a clean file, and where nothing is scanned', () => {
  expect(scanWords(scan('clean'))).toBeNull()
  expect(scanWords(null)).toBeNull()
  expect(scanWords(undefined)).toBeNull()
})

test.each([
  [scan('waiting'), 'quiet', 'Being scanned'],
  [scan('waiting', { problem: 'unreachable' }), 'warn', 'cannot be reached'],
  [scan('waiting', { problem: 'failed' }), 'warn', 'has an error'],
  [scan('infected', { finding: 'Eicar' }), 'bad', 'Infected: Eicar'],
  [scan('removed', { finding: 'Eicar' }), 'bad', 'was deleted'],
  [scan('released', { finding: 'Eicar', releasedBy: 'Ana' }), 'warn', 'Released by Ana although infected: Eicar'],
  [scan('released', { releasedBy: 'Ana' }), 'warn', 'Released by Ana, not scanned'],
  [scan('too_large'), 'warn', 'too large'],
  [scan('not_scanned'), 'quiet', 'Not scanned'],
])('of %j it is said in words and colour', (found, tone, words) => {
  expect(scanWords(found)).toMatchObject({ tone, text: expect.stringContaining(words) })
})
