import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { loadParts } from '../src/parts.ts'
import { readMigrations } from '../src/platform/db/migrating/read-migrations.ts'
import { pathsDrawnIn } from './drawn-tree.ts'

// The house rules, as a test. ARCHITECTURE.md tells the same in prose.

const root = join(import.meta.dirname, '../..')
const src = join(root, 'server/src')
const architecture = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8')

/** From the ground up: a part imports only from those before it. Talk upwards is by event. */
const parts = await loadParts()

/** Sits on top and sees everything. */
const top = ['main.ts', 'parts.ts', 'run', 'cli']

const ownerByTable = new Map(
  parts.flatMap(({ folder, tables = {} }) => Object.keys(tables).map((table) => [table, folder] as const)),
)

interface Import {
  from: string
  to: string
}

const files = globSync('**/*.ts', { cwd: src }).filter(
  (file) => !/\.(test|db\.test)\.ts$|\.d\.ts$/.test(file) && !/(testing|-kit)\.ts$/.test(file),
)

/** Imports within the server, as paths below `src`. */
const imports: Import[] = files.flatMap((file) =>
  [...read(file).matchAll(/(?:from|import\(|declare module)\s*'(\.{1,2}\/[^']+\.ts)'/g)].map((match) => ({
    from: file,
    to: relative(src, join(src, dirname(file), match[1]!)),
  })),
)

/** The part that a file is in, such as `platform/db`; else the first folder of its path. */
const folderOf = (file: string): string =>
  parts.find(({ folder }) => file.startsWith(`${folder}/`))?.folder ?? file.split('/')[0]!
const rungOf = (folder: string): number => parts.findIndex((part) => part.folder === folder)
const nameOf = (folder: string): string => folder.split('/').at(-1)!

function read(file: string): string {
  return readFileSync(join(src, file), 'utf8')
}

test('every folder is a part of the ladder', () => {
  const folders = new Set(files.map(folderOf).filter((folder) => folder !== 'lib' && !top.includes(folder)))
  expect([...folders].filter((folder) => rungOf(folder) < 0)).toEqual([])
})

test('parts import downwards only, and lib imports no part', () => {
  const upwards = imports.filter(({ from, to }) => {
    const [above, below] = [folderOf(from), folderOf(to)]
    if (top.includes(above) || above === below || below === 'lib') return false
    return top.includes(below) || rungOf(below) >= rungOf(above)
  })
  expect(upwards).toEqual([])
})

test('a part is entered through its front door', () => {
  const throughTheWindow = imports.filter(({ from, to }) => {
    const folder = folderOf(to)
    if (folder === 'lib' || folder === folderOf(from) || top.includes(folder)) return false
    const { sideDoors = [] } = parts[rungOf(folder)]!
    return ![`${nameOf(folder)}.ts`, ...sideDoors].includes(to.slice(folder.length + 1))
  })
  expect(throughTheWindow).toEqual([])
})

test('side doors are there, and somebody comes through them', () => {
  const idle = parts.flatMap(({ folder, sideDoors = [] }) =>
    sideDoors
      .map((door) => `${folder}/${door}`)
      .filter((door) => !imports.some(({ from, to }) => to === door && folderOf(from) !== folder)),
  )
  expect(idle).toEqual([])
})

test('every front door opens with what it owns and what it refuses', () => {
  const silent = parts
    .map(({ folder }) => `${folder}/${nameOf(folder)}.ts`)
    .filter((door) => !/\/\*\*[\s\S]{80,}?\*\//.test(read(door)))
  expect(silent).toEqual([])
})

test('a table has one owner', () => {
  const declared = parts.flatMap(({ tables = {} }) => Object.keys(tables))
  expect(declared.filter((table, index) => declared.indexOf(table) !== index)).toEqual([])
})

test('a table with data of a person says what erasing them does with it, and no other does', () => {
  const unclear = parts.flatMap(({ folder, tables = {} }) =>
    Object.entries(tables)
      .filter(([, { of, erased, exported }]) => (of === 'installation' ? (erased ?? exported) : !erased))
      .map(([table]) => `${folder}/part.ts: ${table}`),
  )
  expect(unclear).toEqual([])
})

test('one part owns a table, and nobody else writes SQL on it', () => {
  const trespasses = files.flatMap((file) => {
    const text = read(file).replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
    const named = [
      ...text.matchAll(
        /\b(?:selectFrom|insertInto|rowInsert|updateTable|deleteFrom|innerJoin|leftJoin)\(\s*'([a-z_]+)/g,
      ),
      ...text.matchAll(
        /\b(?:from|join|into|update)\s+([a-z_]+)\b(?=[^;'"]{0,400}\b(?:where|set|values|select|order|limit|on|using|\())/g,
      ),
    ].map((match) => match[1]!)
    return named
      .filter((table) => ownerByTable.has(table) && ownerByTable.get(table) !== folderOf(file))
      .map((table) => `${file}: ${table}`)
  })
  // The database part copies every table, whosever it is, into a backup.
  expect(trespasses.filter((line) => !line.startsWith('platform/db/'))).toEqual([])
})

test('one place decides who may do what: nothing else looks into a caller’s permissions', () => {
  const deciders = files.filter((file) => /permissions\??\.has\b/.test(read(file)))
  expect(deciders).toEqual(['platform/http/access/can.ts'])
})

test('nothing else looks into the rules of a caller, but to tell whether they have changed', () => {
  const readers = files.filter((file) => /\bnarrowedBy\b/.test(read(file)))
  expect(readers.toSorted()).toEqual([
    'people/staff/sign-in/callers/authenticate.ts',
    'people/staff/sign-in/callers/callers-now.ts',
    'people/staff/sign-in/callers/narrowed-by.ts',
    'people/staff/sign-in/callers/staff-caller.ts',
    'platform/http/access/rules.ts',
    'platform/http/caller.ts',
  ])
})

test('adapters know the contract, lib and the wire, and nothing else of the server', () => {
  const home = 'channels/adapters/'
  const adapterOf = (file: string): string | undefined => (file.startsWith(home) ? file.split('/')[2] : undefined)
  const allowed = ['channels/contract.ts', 'channels/contract-kit.ts']
  const curious = imports.filter(({ from, to }) => {
    const adapter = adapterOf(from)
    return adapter !== undefined && adapterOf(to) !== adapter && !to.startsWith('lib/') && !allowed.includes(to)
  })
  expect(curious).toEqual([])
  const known = imports.filter(({ from, to }) => adapterOf(to) !== undefined && adapterOf(from) !== adapterOf(to))
  expect(known.filter(({ from }) => from !== 'channels/registry.ts')).toEqual([])
})

test('the lab is outside: it knows the platform that serves it, and nothing of what it plays the providers of', () => {
  const known = ['edges/lab', 'lib', 'platform/http', 'platform/db']
  const curious = imports.filter(({ from, to }) => folderOf(from) === 'edges/lab' && !known.includes(folderOf(to)))
  expect(curious).toEqual([])
})

test('what is imported from npm is declared where it is used', () => {
  const undeclared = ['server', 'protocol', 'desk', 'widget', 'lab'].flatMap((workspace) => {
    const manifest = JSON.parse(readFileSync(join(root, workspace, 'package.json'), 'utf8')) as Record<
      string,
      Record<string, string>
    >
    const declared = new Set(
      Object.keys({ ...manifest['dependencies'], ...manifest['optionalDependencies'], ...manifest['devDependencies'] }),
    )
    return globSync(`${workspace}/src/**/*.{ts,tsx}`, { cwd: root })
      .filter((file) => !file.endsWith('.test.ts') && !/(testing|-kit)\.ts$/.test(file))
      .flatMap((file) =>
        [...readFileSync(join(root, file), 'utf8').matchAll(/(?:^|\n)(?:import|export)[^'\n]*?from '([^'.][^']*)'/g)]
          .map((match) => match[1]!)
          .filter((name) => !name.startsWith('node:') && !name.startsWith('pg/'))
          .map((name) =>
            name
              .split('/')
              .slice(0, name.startsWith('@') ? 2 : 1)
              .join('/'),
          )
          .filter((name) => !declared.has(name))
          .map((name) => `${file}: ${name}`),
      )
  })
  expect(undeclared).toEqual([])
})

test('desk and widget know nothing of the server but the protocol', () => {
  const curious = globSync('{desk,widget}/src/**/*.{ts,tsx}', { cwd: root }).filter((file) =>
    /from '[^']*\/server\//.test(readFileSync(join(root, file), 'utf8')),
  )
  expect(curious).toEqual([])
})

test('no folder or file is named for nothing', () => {
  const vague = globSync('{server,protocol,desk,widget,bench,e2e}/{src,test,}/**/*.{ts,tsx}', { cwd: root }).filter(
    (file) => !file.includes('node_modules') && /(^|\/)(utils?|helpers?|manager|service|common|misc)(\/|\.)/.test(file),
  )
  expect(vague).toEqual([])
})

test('files stay small enough to be read at once', () => {
  const lengths = globSync('{protocol,server,desk,widget}/src/**/*.{ts,tsx}', { cwd: root })
    .filter((file) => !file.includes('.test.'))
    .map((file) => ({ file, lines: readFileSync(join(root, file), 'utf8').split('\n').length }))
    .sort((a, b) => a.lines - b.lines)
  expect(lengths.filter(({ lines }) => lines > 360)).toEqual([])
  expect(lengths[Math.floor(lengths.length * 0.5)]!.lines).toBeLessThan(60)
  expect(lengths[Math.floor(lengths.length * 0.9)]!.lines).toBeLessThan(150)
})

test('the tree in ARCHITECTURE.md is the tree on the disk', () => {
  const drawn = pathsDrawnIn(architecture)
  const onDisk = globSync(['*/', 'docs/*/', 'server/*/', 'server/src/*/', 'server/src/*.ts', 'server/src/run/*.ts'], {
    cwd: root,
  })
    .map((path) => path.replace(/\/$/, ''))
    .filter((path) => !/(^|\/)node_modules$|^data|^dist$|\.test\.ts$/.test(path))
  expect(onDisk.filter((path) => !drawn.some((other) => `${other}/`.startsWith(`${path}/`)))).toEqual([])
  expect(drawn.filter((path) => !existsSync(join(root, path)))).toEqual([])
})

test('ARCHITECTURE.md shows the parts in the order of the ladder, each with what it says of itself', () => {
  const lines = architecture.split('\n').map((line) => line.trim().split(/\/ {2,}/))
  const shown = lines.flatMap(([name, is]) => parts.filter((part) => part.is === is && nameOf(part.folder) === name))
  expect(shown.map(({ folder }) => folder)).toEqual(parts.map(({ folder }) => folder))
})

test('every migration has a number of its own', () => {
  expect(readMigrations(join(root, 'server/migrations')).length).toBeGreaterThan(50)
})
