import { expect, test } from 'vitest'
import { standingByCustomer, type MergeEdge } from './forest.ts'

/** `B>A` says that B joined A. */
const edges = (text: string): MergeEdge[] =>
  text
    .split(' ')
    .filter(Boolean)
    .map((edge) => ({ otherId: edge[0]!, customerId: edge[2]! }))

test.each([
  ['nobody merged', 'A B', '', { A: [null, 0], B: [null, 0] }],
  ['one joined another', 'A B', 'B>A', { A: [null, 1], B: ['A', 0] }],
  ['a chain stands behind its end', 'A B C', 'C>B B>A', { A: [null, 2], B: ['A', 0], C: ['A', 0] }],
  ['two joined one', 'A B C', 'B>A C>A', { A: [null, 2], B: ['A', 0], C: ['A', 0] }],
  ['two trees', 'A B C D', 'B>A D>C', { A: [null, 1], B: ['A', 0], C: [null, 1], D: ['C', 0] }],
  ['a tree whose middle was taken out of a chain', 'A B C', 'C>B', { A: [null, 0], B: [null, 1], C: ['B', 0] }],
])('%s', (_, ids, merges, expected) => {
  const standings = standingByCustomer(ids.split(' '), edges(merges))
  const read = Object.fromEntries(
    [...standings].map(([id, { canonicalId, joinedCount }]) => [id, [canonicalId, joinedCount]]),
  )
  expect(read).toEqual(expected)
})

test('a cycle, which no merge can make, is refused rather than followed for ever', () => {
  expect(() => standingByCustomer(['A', 'B'], edges('B>A A>B'))).toThrow('cycle')
})
