import { expect, test } from 'vitest'
import { refuseUnlessAsSeen } from './as-seen.ts'

const now = { subject: 'Shoes', ownerId: null, tags: ['a'], tier: 'gold' }

test('what is still as it was seen may be changed', () => {
  expect(() => refuseUnlessAsSeen({ subject: 'Shoes', ownerId: null, tags: ['a'] }, now)).not.toThrow()
  expect(() => refuseUnlessAsSeen({ unknownUntilNow: null }, now)).not.toThrow()
  expect(() => refuseUnlessAsSeen(undefined, now)).not.toThrow()
})

test('what was changed meanwhile is refused by name, and nothing else is', () => {
  expect(() => refuseUnlessAsSeen({ subject: 'Boots', tier: 'gold' }, now)).toThrow(
    expect.objectContaining({ code: 'conflict', details: { changed: ['subject'] } }),
  )
  expect(() => refuseUnlessAsSeen({ tier: null }, now)).toThrow(expect.objectContaining({ code: 'conflict' }))
})
