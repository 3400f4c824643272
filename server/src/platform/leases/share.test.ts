import { expect, test } from 'vitest'
import { chooseFree, shareOf, surplusOf } from './share.ts'

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

/** `a` is free, `a5` is held under the fence 5, `a5-` is being given back, `a!` is not wanted any more. */
const wishes = (text: string) =>
  text.split(' ').map((word) => {
    const [, name = '', fence = '', sign = ''] = /^([a-z])(\d*)([-!]?)$/.exec(word)!
    const [isEnding, isLeaving] = [sign === '-', sign === '!']
    const lease = fence === '' ? null : { fence: Number(fence) }
    return { wanted: { name }, lease, isEnding, isLeaving, isFree: lease === null && !isEnding && !isLeaving }
  })
const namesOf = (some: readonly { wanted: { name: string } }[]): string =>
  some.map(({ wanted }) => wanted.name).join('')

test.each([
  ['a1 b2 c3', 0, ''],
  ['a1 b9 c3', 1, 'b'],
  ['a1 b2 c3 d4', 1, 'dc'],
  ['a1 b2 c3- d4', 1, 'd'],
  ['a1 b', 1, ''],
  ['a1', 5, ''],
])('of %s with %i other nodes it gives back "%s"', (held, others, given) => {
  expect(namesOf(surplusOf(wishes(held), others))).toBe(given)
})

test.each([
  ['a b c', 0, 'abc', 0, 'abc'],
  ['a b c', 0, 'ac', 0, 'ac'],
  ['a b c', 2, 'abc', 0, 'a'],
  ['a b c', 2, 'abc', 4, 'b'],
  ['a1 b c', 2, 'bc', 0, ''],
  ['a1- b c d', 1, 'bcd', 2, 'd'],
  ['a! b', 1, 'ab', 0, 'b'],
  ['a b', 0, '', 7, ''],
])(
  'of %s with %i other nodes, where "%s" are free, it takes from place %i on "%s"',
  (all, others, free, from, taken) => {
    expect(namesOf(chooseFree(wishes(all), others, { free: free.split(''), from }))).toBe(taken)
  },
)
