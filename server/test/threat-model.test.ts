import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const model = readFileSync(join(root, 'docs/operate/threat-model.md'), 'utf8')

test('every test that the threat model names is there', () => {
  const named = model
    .split('\n')
    .filter((line) => line.startsWith('| **'))
    // The last column; a title stands in italics.
    .flatMap((line) =>
      [
        ...line
          .split(' | ')
          .at(-1)!
          .matchAll(/\*([^*]+)\*/g),
      ].map((match) => match[1]!),
    )
  expect(named.length).toBeGreaterThan(60)
  const tests = globSync('{server,desk,e2e,protocol}/**/*.test.ts', { cwd: root, exclude: ['**/node_modules/**'] })
    .map((file) => readFileSync(join(root, file), 'utf8'))
    .join('\n')
  expect(named.filter((title) => !tests.includes(title))).toEqual([])
})

test('every threat has its proof', () => {
  const unproven = model.split('\n').filter((line) => line.startsWith('| **') && line.split(' | ').length === 3)
  expect(unproven.filter((line) => !/\*[^*]+\*/.test(line.split(' | ').at(-1)!))).toEqual([])
})
