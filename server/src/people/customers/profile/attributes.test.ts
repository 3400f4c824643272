import { expect, test } from 'vitest'
import { changeAttributes, combineAttributes } from './attributes.ts'

test("the canonical record's value wins, and what only a joined one has is shown too", () => {
  expect(combineAttributes([{ tier: 'gold' }, { tier: 'basic', city: 'Pécs' }])).toEqual({ tier: 'gold', city: 'Pécs' })
})

test('a change adds, replaces, and removes with null', () => {
  expect(changeAttributes({ a: 1, b: 2 }, [], { b: 3, c: 4, a: null })).toEqual({ b: 3, c: 4 })
})

test('what is removed while a joined record has it is hidden, and not shown again until the merge is taken back', () => {
  const joined = { tier: 'basic' }
  const own = changeAttributes({}, [joined], { tier: null })
  expect(combineAttributes([own, joined])).toEqual({})
  expect(combineAttributes([joined])).toEqual({ tier: 'basic' })
})
