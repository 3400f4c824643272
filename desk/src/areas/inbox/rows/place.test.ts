import fc from 'fast-check'
import { expect, test } from 'vitest'
import { neighbourOf, placeIn } from './place.ts'

const order = ['a', 'b', 'c', 'd']

test.each([
  ['down', 'b', 1, 'c'],
  ['up', 'b', -1, 'a'],
  ['down at the end', 'd', 1, 'd'],
  ['up at the top', 'a', -1, 'a'],
] as const)('%s from where one is', (_way, id, step, expected) => {
  expect(neighbourOf(order, placeIn(order, id, null), step)).toBe(expected)
})

test.each([
  ['the row is gone', ['a', 'c', 'd'], 'c', 'a'],
  ['and those beside it', ['d'], 'd', 'd'],
  ['and all below', ['a'], 'a', 'a'],
  ['and new ones have come', ['new', 'a', 'c', 'd'], 'c', 'a'],
  ['and nothing is left of it', ['x', 'y'], 'x', 'x'],
  ['and the list is empty', [], undefined, undefined],
])('%s: what stood beside it', (_case, now, down, up) => {
  const place = placeIn(now, 'b', placeIn(order, 'b', null))
  expect([neighbourOf(now, place, 1), neighbourOf(now, place, -1)]).toEqual([down, up])
})

test('without a place, j begins at the top', () => {
  expect(neighbourOf(order, null, 1)).toBe('a')
})

test('whatever comes and goes, j leads to the first row below that is still there', () => {
  const ids = fc.uniqueArray(fc.integer({ min: 0, max: 40 }).map(String), { minLength: 2, maxLength: 20 })
  fc.assert(
    fc.property(
      ids,
      fc.nat(),
      fc.uniqueArray(fc.integer({ min: 50, max: 90 }).map(String)),
      fc.infiniteStream(fc.boolean()),
      (was, pick, news, stays) => {
        const at = pick % was.length
        const id = was[at]!
        const kept = was.filter((one) => one !== id && stays.next().value)
        const place = placeIn([...news, ...kept], id, placeIn(was, id, null))
        const below = was.slice(at + 1).find((one) => kept.includes(one))
        if (below !== undefined) expect(neighbourOf([...news, ...kept], place, 1)).toBe(below)
      },
    ),
  )
})
