import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(join(root, file), 'utf8')
const textByTest = new Map(
  globSync('{server,desk,e2e,protocol}/**/*.test.ts', { cwd: root, exclude: ['**/node_modules/**'] }).map((file) => [
    file,
    read(file),
  ]),
)

interface Row {
  threat: string
  titles: string[]
  files: string[]
}

/** `| **threat** | control | *titles* | files |` */
const rows: Row[] = read('docs/operate/threat-model.md')
  .split('\n')
  .filter((line) => line.startsWith('| **'))
  .map((line) => line.split(' | '))
  .filter((cells) => cells.length > 2)
  .map((cells) => ({
    threat: cells[0]!,
    titles: [...(cells[2] ?? '').matchAll(/\*([^*]+)\*/g)].map((match) => match[1]!),
    files: [...(cells[3] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1]!),
  }))

test('every threat has a test, and every test it names is in one of the files it names', () => {
  expect(rows.length).toBeGreaterThan(70)
  const wrong = rows.flatMap(({ threat, titles, files }) => {
    if (titles.length === 0) return [`${threat} has no test`]
    const found = new Set(
      titles.flatMap((title) => files.filter((file) => textByTest.get(file)?.includes(title)).slice(0, 1)),
    )
    return [
      ...titles
        .filter((title) => !files.some((file) => textByTest.get(file)?.includes(title)))
        .map((title) => `${title} is not in ${files.join(', ')}`),
      ...files.filter((file) => !found.has(file)).map((file) => `${threat}: ${file} has none of its tests`),
    ]
  })
  expect(wrong).toEqual([])
})

test('every test that ASVS is answered with is there', () => {
  const lines = read('docs/operate/asvs.md')
    .split('\n')
    .filter((line) => /^\| \d/.test(line))
  expect(lines.length).toBeGreaterThan(100)
  const titles = lines.flatMap((line) => [...line.matchAll(/\*([^*]+)\*/g)].map((match) => match[1]!))
  const texts = [...textByTest.values()]
  // What stands in bold is a word of the page, not a title.
  expect(titles.filter((title) => title !== 'operator' && !texts.some((text) => text.includes(title)))).toEqual([])
})
