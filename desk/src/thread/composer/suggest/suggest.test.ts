import { expect, test } from 'vitest'
import { namedParts, stillNamed } from './mentions.ts'
import { findTrigger, matches } from './trigger.ts'

test('a sign asks for a list at the beginning of a word only', () => {
  expect(findTrigger('/ref', ['/'])).toEqual({ sign: '/', query: 'ref', length: 4 })
  expect(findTrigger('Hello /', ['/'])).toEqual({ sign: '/', query: '', length: 1 })
  expect(findTrigger('Look, (@be', ['@'])).toMatchObject({ query: 'be' })
  expect(findTrigger('and/or', ['/'])).toBeNull()
  expect(findTrigger('https://example.org', ['/'])).toBeNull()
  expect(findTrigger('mara@post', ['@'])).toBeNull()
  expect(findTrigger('@be', ['/'])).toBeNull()
  expect(findTrigger('/ref ', ['/'])).toBeNull()
})

test('what is looked for begins a word, whatever its accents', () => {
  expect(matches('ref po', 'Our refund policy')).toBe(true)
  expect(matches('tomas', 'Tomás Ferreira')).toBe(true)
  expect(matches('und', 'Our refund policy')).toBe(false)
  expect(matches('', 'anything')).toBe(true)
})

test('only who is still named in the text is told', () => {
  const ben = { id: '1', name: 'Ben Okafor' }
  const noor = { id: '2', name: 'Noor (night)' }
  expect(stillNamed('Please, @Ben Okafor', [ben, noor, ben])).toEqual([ben])
  expect(namedParts('@Noor (night) and @Ben Okafor!', [ben, noor])).toEqual([
    { text: '@Noor (night)', isName: true },
    { text: ' and ', isName: false },
    { text: '@Ben Okafor', isName: true },
    { text: '!', isName: false },
  ])
})
