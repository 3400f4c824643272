import { expect, test } from 'vitest'
import { languageFor, localeFor } from './locale.ts'

test('what somebody chose comes before what their browser prefers', () => {
  expect(languageFor('de', ['en-US'])).toBe('de')
  expect(languageFor(null, ['fr-CA', 'de-AT', 'en'])).toBe('fr')
  expect(languageFor(null, ['es-ES', 'de-AT', 'en'])).toBe('de')
  expect(languageFor(null, ['es-ES'])).toBe('en')
  expect(languageFor('tlh', ['de'])).toBe('de')
})

test('the region of the browser decides how dates are written', () => {
  expect(localeFor('en', ['de-AT', 'en-us'])).toBe('en-US')
  expect(localeFor('de', ['de-AT', 'en-US'])).toBe('de-AT')
  expect(localeFor('de', ['en-US'])).toBe('de-DE')
  expect(localeFor('fr', ['fr-CA'])).toBe('fr-CA')
})

test('an odd language of a browser is no reason to fail', () => {
  expect(localeFor('en', ['en-US@posix'])).toBe('en-GB')
  expect(localeFor('en', [''])).toBe('en-GB')
  expect(languageFor(null, ['', 'x@y', 'de'])).toBe('de')
})
