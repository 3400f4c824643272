import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { desk as de } from '../words/de/desk.ts'
import { desk as en } from '../words/en/desk.ts'
import { desk as fr } from '../words/fr/desk.ts'

const sources = join(import.meta.dirname, '..')
const files = globSync('**/*.{ts,tsx}', { cwd: sources }).filter((name) => !name.includes('.test.'))

/** Of `useKeys({ … })` and its like, in the order of the list: `shift+A` is written `Shift a`. */
function keysHeard(): Set<string> {
  const blocks = files.flatMap((name) => {
    const text = readFileSync(join(sources, name), 'utf8')
    return [...text.matchAll(/use(?:Picked)?Keys\(\{(.*?)\n? *\}\)/gs)].map(([, block]) => block!)
  })
  const names = blocks.flatMap((block) =>
    [...block.matchAll(/(?:^|[\n{,]) *(?:'([^']+)'|([a-zA-Z]+)):/g)].map(([, quoted, bare]) => quoted ?? bare!),
  )
  return new Set(
    names
      .filter((name) => !/^(opened|onChange|typed|issueId)$/.test(name))
      .map((name) => {
        if (name === 'shift+?' || name === 'shift+!' || name === 'shift+#') return name.slice(-1)
        if (name === 'Escape') return 'Esc'
        const shifted = /^shift\+(.)$/.exec(name)?.[1] ?? /^([A-Z])$/.exec(name)?.[1]
        return shifted ? `Shift ${shifted.toLowerCase()}` : name
      }),
  )
}

const listed = new Set(en.shortcuts.groups.flatMap(({ list }) => list.map(([keys]) => keys)))
/** Said by areas, pressed in a field, by the mouse, or on a link, which is the browser's. */
const heardElsewhere = ['mod k', 'g s', 'Enter', 'Shift click', 'mod Enter', 'mod Shift Enter', '/', '@']

test('every key that is heard is in the list of shortcuts, and none is there that is not', () => {
  const heard = keysHeard()
  expect(heard.size).toBeGreaterThan(15)
  expect([...heard].filter((keys) => !listed.has(keys))).toEqual([])
  expect([...listed].filter((keys) => !heard.has(keys) && !heardElsewhere.includes(keys))).toEqual([])
})

test.each([
  ['German', de],
  ['French', fr],
])('the list has the same keys in %s', (_language, { shortcuts }) => {
  const keysOf = (groups: typeof en.shortcuts.groups) => groups.map(({ list }) => list.map(([keys]) => keys))
  expect(keysOf(shortcuts.groups)).toEqual(keysOf(en.shortcuts.groups))
})
