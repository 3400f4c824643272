import { expect, test } from 'vitest'
import { circlesIn, foldersThatNeedEachOther, importsIn, importsOf, type Import } from './import-graph.ts'

// What can be read from below to above has no circles, neither of files nor of folders. Type imports count: who wants
// to understand one file of a circle has to read them all.

const arrows = (...lines: string[]): Import[] =>
  lines.map((line) => {
    const [from = '', to = ''] = line.split(' > ')
    return { from, to }
  })

test('a circle is found however long it is, and nothing else is taken for one', () => {
  const straight = arrows('a.ts > b.ts', 'a.ts > c.ts', 'b.ts > d.ts', 'c.ts > d.ts')
  expect(circlesIn(straight)).toEqual([])
  expect(circlesIn([...straight, ...arrows('d.ts > e.ts', 'e.ts > b.ts', 'x.ts > y.ts', 'y.ts > x.ts')])).toEqual([
    ['b.ts', 'd.ts', 'e.ts'],
    ['x.ts', 'y.ts'],
  ])
})

test('folders that need each other are found at every depth, with what to change', () => {
  const imports = arrows('a/one.ts > b/two.ts', 'a/x/one.ts > a/y/two.ts', 'a/y/three.ts > a/x/four.ts')
  expect(foldersThatNeedEachOther(imports)).toEqual({ 'a/x ⇄ a/y': [{ from: 'a/y/three.ts', to: 'a/x/four.ts' }] })
  const downwards = arrows('a/front.ts > a/x/one.ts', 'a/x/one.ts > a/kept.ts')
  expect(foldersThatNeedEachOther(downwards)).toEqual({})
})

test('imports are read in every form, and comments are not', () => {
  const text = `
    import type { A } from './a.ts'
    import {
      b,
    } from '../b.tsx'
    import './c.ts'
    export { d } from './d.ts'
    const e = () => import('./e.ts')
    declare module './f.ts' {}
    import { g } from 'g'
    // import { h } from './h.ts'
    /** declare module './i.ts' */
    import j from './j.css'`
  expect(importsOf(text)).toEqual(['./a.ts', '../b.tsx', './c.ts', './d.ts', './e.ts', './f.ts'])
})

test.each(['server', 'protocol/src', 'client', 'desk/src', 'widget/src', 'lab/src', 'e2e', 'bench', 'bin'])(
  'no files of %s import each other in a circle',
  (folder) => {
    expect(circlesIn(importsIn(folder))).toEqual([])
  },
)
