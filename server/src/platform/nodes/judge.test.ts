import { expect, test } from 'vitest'
import { judge, type Reading } from './judge.ts'
import type { MarkReading } from './marks.ts'

const elder = (mark: MarkReading): Reading => ({ node: { name: 'elder', isProven: true, isYoung: false }, mark })
const newcomer = (mark: MarkReading, isYoung = false): Reading => ({
  node: { name: 'newcomer', isProven: false, isYoung },
  mark,
})
const proven = { name: 'here', isProven: true }
const unproven = { name: 'here', isProven: false }

test('a node that reads the marks of all that work has nothing to say', () => {
  expect(judge(unproven, [])).toEqual({ problem: null, waitsFor: null })
  expect(judge(unproven, [elder('same')])).toEqual({ problem: null, waitsFor: null })
  expect(judge(proven, [elder('same'), newcomer('same')])).toEqual({ problem: null, waitsFor: null })
})

test('a newcomer without the mark of a node that works waits, and names it to its operator only', () => {
  const { problem, waitsFor } = judge(unproven, [elder('missing')])
  expect(problem?.sentence).toContain('here has another file store than elder')
  expect(waitsFor?.sentence).toContain('does not have the file store')
  expect(waitsFor?.sentence).not.toContain('elder')
})

test('a newcomer is not compared with others that have yet to prove themselves', () => {
  expect(judge(unproven, [newcomer('missing')])).toEqual({ problem: null, waitsFor: null })
})

test('a node that has proven itself stays ready, and says which newcomer has another store once its mark had time', () => {
  expect(judge(proven, [newcomer('missing', true)])).toEqual({ problem: null, waitsFor: null })
  const { problem, waitsFor } = judge(proven, [newcomer('missing')])
  expect(problem?.sentence).toContain('another file store than newcomer')
  expect(waitsFor).toBeNull()
})

test('a store that does not answer says nothing about whose it is: a newcomer waits, and another stays ready', () => {
  expect(judge(unproven, [elder('unknown')]).waitsFor?.sentence).toContain('does not answer')
  expect(judge(proven, [elder('unknown')])).toMatchObject({
    problem: { sentence: expect.stringContaining('does not answer') },
    waitsFor: null,
  })
})
