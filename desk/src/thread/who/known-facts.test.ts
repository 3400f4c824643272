import { expect, test } from 'vitest'
import { knownFacts } from './known-facts.ts'

const noon = Date.parse('2026-01-05T12:00:00Z')

test('tier, language and local time are found under the names that people give them', () => {
  const attributes = { Tier: 'gold', language: 'de', time_zone: 'Asia/Tokyo' }
  expect(knownFacts(attributes, noon, 'en-GB')).toEqual({ tier: 'gold', language: 'German', clock: '21:00' })
})

test('what is noted in words stays in words, and nonsense shows nothing', () => {
  const attributes = { Language: 'English, Swedish', 'Time zone': 'the moon', Tier: '' }
  expect(knownFacts(attributes, noon, 'en-GB')).toEqual({ tier: null, language: 'English, Swedish', clock: null })
})
