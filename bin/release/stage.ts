import { cpSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describeRelease } from '../../server/src/cli/upgrade/release-manifest.ts'
import { productionLock, type Lock } from './production-lock.ts'

const root = join(import.meta.dirname, '../..')

/** What runs; desk, widget and lab come as they were built. */
export const workspaces = ['protocol', 'server']

const contents = [
  '*.md',
  'LICENSE',
  '.npmrc',
  'deploy/**/*',
  'docs/**/*.{md,webp}',
  'bin/{throughline,trim}.mjs',
  'bin/trim/*',
  '{protocol,server}/src/**/*',
  'server/{migrations,seeds}/**/*',
]
const forDevelopment = /(\.test|\.db\.test|\/testing|-kit)\.ts$/

/** Puts the files of a release into an empty folder: the product, what browsers get, and how npm is to install the rest. */
export function stage(folder: string): void {
  const files = globSync(contents, { cwd: root, withFileTypes: true }).filter((entry) => entry.isFile())
  for (const entry of files) {
    const path = join(entry.parentPath, entry.name).slice(root.length + 1)
    if (forDevelopment.test(path)) continue
    mkdirSync(join(folder, dirname(path)), { recursive: true })
    cpSync(join(root, path), join(folder, path))
  }
  writeManifests(folder)
  write(join(folder, 'release.json'), describeRelease(root))
}

function writeManifests(folder: string): void {
  const { devDependencies: _tools, scripts, ...manifest } = readManifest('package.json')
  const { postinstall, start, demo } = scripts ?? {}
  write(join(folder, 'package.json'), { ...manifest, workspaces, scripts: { postinstall, start, demo } })
  for (const workspace of workspaces) {
    const { devDependencies: _more, ...kept } = readManifest(join(workspace, 'package.json'))
    write(join(folder, workspace, 'package.json'), kept)
  }
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by npm
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as Lock
  write(join(folder, 'package-lock.json'), productionLock(lock, workspaces))
}

interface Manifest {
  scripts?: Record<string, string>
  devDependencies?: Record<string, string>
}

function readManifest(path: string): Manifest {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- our own file
  return JSON.parse(readFileSync(join(root, path), 'utf8')) as Manifest
}

function write(file: string, value: unknown): void {
  writeFileSync(file, `${JSON.stringify(value, null, 2)}\n`)
}
