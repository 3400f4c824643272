import { expect, test } from 'vitest'
import { addressOf, whereaboutsOf } from './whereabouts.ts'

test('where somebody is, is said as far as it is known', () => {
  expect(whereaboutsOf({ country: 'PT', timeZone: 'Europe/Lisbon' })).toBe('Portugal')
  expect(whereaboutsOf({ country: null, timeZone: 'Europe/Lisbon' })).toBe('Lisbon time zone')
  expect(whereaboutsOf({ country: null, timeZone: 'America/Argentina/Buenos_Aires' })).toBe('Buenos Aires time zone')
  expect(whereaboutsOf({ country: null, timeZone: 'Etc/GMT+3' })).toBeNull()
  expect(whereaboutsOf({ country: null, timeZone: null })).toBeNull()
})

test('a page is named by its site and its path', () => {
  expect(addressOf({ url: 'https://kettle.example/caf%C3%A9' })).toBe('kettle.example/café')
  expect(addressOf({ url: 'https://kettle.example/' })).toBe('kettle.example')
})
