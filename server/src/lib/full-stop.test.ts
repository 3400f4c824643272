import { expect, test } from 'vitest'
import { withFullStop } from './full-stop.ts'

test('a sentence that ends with a name has one point at its end', () => {
  expect(withFullStop('Kettle & Co.')).toBe('Kettle & Co.')
  expect(withFullStop('Kettle')).toBe('Kettle.')
})
