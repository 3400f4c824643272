import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { wordsOf } from './known-text.ts'

test('the words of a text in ASCII are the same as beside other letters', () => {
  const ascii = fc.string({ unit: 'binary-ascii', maxLength: 60 })
  fc.assert(
    fc.property(ascii, (text) => {
      expect(wordsOf(`${text} é`).slice(0, -1)).toEqual(wordsOf(text))
    }),
    { seed: 62, numRuns: 2000 },
  )
})

test('words of scripts without blanks are their characters', () => {
  expect(wordsOf('Kettle 3 東京 kāja x_y')).toEqual(['kettle', '3', '東', '京', 'kāja', 'x', 'y'])
})
