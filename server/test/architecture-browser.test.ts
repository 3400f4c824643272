import { languages } from '../../desk/src/words/locale.ts'
import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { pathsDrawnIn } from './drawn-tree.ts'
import { filesIn, foldersThatNeedEachOther, importsIn } from './import-graph.ts'

// What architecture.test.ts is for the server, for what runs in browsers.

const root = join(import.meta.dirname, '../..')
const areasFolder = 'desk/src/areas'

/** Of the desk, from the bottom up, as ARCHITECTURE.md draws it: a folder imports only from those above it there. */
const ladder = pathsDrawnIn(readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8'))
  .filter((path) => path.startsWith('desk/src/'))
  .map((path) => path.split('/')[2]!)

test('every folder and file of the desk is on the ladder', () => {
  const first = new Set(filesIn('desk/src').map((file) => file.split('/')[0]!))
  expect([...first].filter((name) => name !== 'testing').toSorted()).toEqual(ladder.toSorted())
})

test('the desk imports downwards only', () => {
  const rungOf = (file: string): number => ladder.indexOf(file.split('/')[0]!)
  expect(importsIn('desk/src').filter(({ from, to }) => rungOf(to) > rungOf(from))).toEqual([])
})

test.each(['desk/src', 'widget/src', 'lab/src'])('no two folders of %s import each other', (folder) => {
  expect(foldersThatNeedEachOther(importsIn(folder))).toEqual({})
})

test('areas of the desk know nothing of each other', () => {
  const areas = globSync(`${areasFolder}/**/area.tsx`, { cwd: root }).map((file) =>
    dirname(file).slice('desk/src/'.length),
  )
  const areaOf = (file: string): string | undefined => areas.find((area) => file.startsWith(`${area}/`))
  const known = importsIn('desk/src').filter(({ from, to }) => {
    const [here, there] = [areaOf(from), areaOf(to)]
    return here !== undefined && there !== undefined && here !== there
  })
  expect(known).toEqual([])
})

interface Declared {
  /** Of the file, from the root of the project. */
  path: string
  /** null where a page has no declaration beside it. */
  text: string | null
  /** What `areas.ts` says. */
  list: string
  /** What it says by language, each as a path such as `audit.title`. */
  words: Readonly<Record<string, readonly string[]>>
}

/** What is missing of an area, in sentences. */
function missingOf({ path, text, list, words }: Declared): string[] {
  if (text === null) return [`${path} is missing: a folder with a page declares its area.`]
  const missing: string[] = []
  if (!/^ {2}access: '[\w.-]+',$/m.test(text)) {
    missing.push(`${path} has no permission: say who is offered it in \`access\`.`)
  }
  const title = /^ {2}title: \(\) => w\.(\w+\.\w+),$/m.exec(text)?.[1]
  if (title === undefined) missing.push(`${path} has no words: take its \`title\` from them, as in w.audit.title.`)
  const wanted = new Set([...(title ? [title] : []), ...(words.en ?? [])])
  for (const [language, known] of Object.entries(words)) {
    const lacking = [...wanted].filter((each) => !known.includes(each))
    if (lacking.length > 0) {
      missing.push(`${dirname(path)}/words/${language}.ts does not say ${lacking.join(', ')}.`)
    }
  }
  const line = path.slice(areasFolder.length)
  if (!list.includes(`from '.${line}'`)) missing.push(`${path} is not listed in ${areasFolder}/areas.ts.`)
  return missing
}

test('an area without permission, words or a line is named, with what it lacks', () => {
  const folder = 'desk/src/areas/settings/promises'
  const path = `${folder}/area.tsx`
  const list = "import { promises } from './settings/promises/area.tsx'"
  const words = { en: ['promises.title', 'promises.none'], de: ['promises.title', 'promises.none'] }
  const text = "\n  access: 'promises.read',\n  title: () => w.promises.title,\n"
  expect(missingOf({ path, text, list, words })).toEqual([])
  expect(missingOf({ path, text: null, list, words })).toEqual([
    `${path} is missing: a folder with a page declares its area.`,
  ])
  expect(missingOf({ path, text: "\n  title: () => 'Promises',\n", list: '', words })).toEqual([
    `${path} has no permission: say who is offered it in \`access\`.`,
    `${path} has no words: take its \`title\` from them, as in w.audit.title.`,
    `${path} is not listed in desk/src/areas/areas.ts.`,
  ])
  expect(missingOf({ path, text, list, words: { en: [], de: [] } })).toEqual([
    `${folder}/words/en.ts does not say promises.title.`,
    `${folder}/words/de.ts does not say promises.title.`,
  ])
  expect(missingOf({ path, text, list, words: { ...words, de: ['promises.title'] } })).toEqual([
    `${folder}/words/de.ts does not say promises.none.`,
  ])
})

test('every area has a permission, words in every language, and its line', async () => {
  const list = readFileSync(join(root, areasFolder, 'areas.ts'), 'utf8')
  const folders = new Set(globSync(`${areasFolder}/**/{area,*-page}.tsx`, { cwd: root }).map(dirname))
  expect(folders.size).toBeGreaterThan(10)
  const missing = await Promise.all(
    [...folders].map(async (folder) => {
      const path = `${folder}/area.tsx`
      const [file] = globSync(path, { cwd: root })
      const text = file ? readFileSync(join(root, file), 'utf8') : null
      return missingOf({ path, text, list, words: await wordsOf(folder) })
    }),
  )
  expect(missing.flat()).toEqual([])
})

test('no two areas call their words the same', async () => {
  const files = globSync(`${areasFolder}/**/words/en.ts`, { cwd: root })
  const groups = await Promise.all(files.map(async (file) => Object.keys(await exportedBy(file, 'en'))))
  expect(groups.flat().length).toBeGreaterThan(10)
  expect(groups.flat().filter((group, index, all) => all.indexOf(group) !== index)).toEqual([])
})

async function wordsOf(folder: string): Promise<Record<string, string[]>> {
  const words = Object.keys(languages).map(async (language) => {
    const [file] = globSync(`${folder}/words/${language}.ts`, { cwd: root })
    return [language, file ? pathsIn(await exportedBy(file, language)) : []] as const
  })
  return Object.fromEntries(await Promise.all(words))
}

/** By the file's name only, which is a part of another program. */
async function exportedBy(file: string, name: string): Promise<object> {
  return Object(Reflect.get((await import(join(root, file))) as object, name))
}

function pathsIn(words: object, prefix = ''): string[] {
  return Object.entries(words).flatMap(([name, said]: [string, unknown]) =>
    typeof said === 'object' && said !== null ? pathsIn(said, `${prefix}${name}.`) : [prefix + name],
  )
}
