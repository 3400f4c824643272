import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { piecesOf } from './pieces.ts'

/** A last word that no pattern of ASCII reads. */
const other = ' é'

test('a text in ASCII falls into the same pieces as beside other letters', () => {
  const samples = ['ORD-88231', 'a1b2c3d4', '99 kettles, 1 lid', 'ana@post.example', '+49 (0)30 123_456']
  for (const text of samples) expect(piecesOf(text + other).slice(0, -1)).toEqual(piecesOf(text))
  const ascii = fc.string({ unit: 'binary-ascii', maxLength: 60 }).map((text) => text.toLowerCase())
  fc.assert(
    fc.property(ascii, (text) => {
      expect(piecesOf(text + other).slice(0, -1)).toEqual(piecesOf(text))
    }),
    { seed: 61, numRuns: 2000 },
  )
})
