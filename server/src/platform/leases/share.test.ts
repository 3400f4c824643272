import { expect, test } from 'vitest'
import { shareOf } from './share.ts'

test.each([
  [1, 0, 1],
  [1, 2, 1],
  [3, 2, 1],
  [4, 2, 2],
  [10, 1, 5],
  [0, 3, 0],
])('of %i leases with %i other nodes one takes %i', (wanted, others, share) => {
  expect(shareOf(wanted, others)).toBe(share)
})
