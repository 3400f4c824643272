// Takes away what packages bring and nothing here reads (headers, symbols, maps, sources of what was built), and keeps
// once what they bring twice.
import { existsSync, readdirSync, rmdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { shareEqualFiles } from './share.ts'
import { dropSymbols } from './symbols.ts'
import { isUnread } from './unread.ts'

const root = join(import.meta.dirname, '../..')

/** Types are read by the type checker alone. */
const withTypes = existsSync(join(root, 'node_modules/oxlint-tsgolint'))

const kept: string[] = []

/** A folder `node_modules`. Links in it lead to our own sources, and are left alone. */
function trimPackages(folder: string): void {
  for (const name of foldersIn(folder)) {
    if (name.startsWith('.')) continue
    const packages = name.startsWith('@') ? foldersIn(join(folder, name)).map((own) => `${name}/${own}`) : [name]
    for (const found of packages) trimPackage(found, join(folder, found))
  }
}

function trimPackage(name: string, folder: string, within = ''): void {
  for (const entry of readdirSync(join(folder, within), { withFileTypes: true })) {
    const path = within + entry.name
    if (path === 'node_modules') trimPackages(join(folder, path))
    else if (entry.isDirectory()) trimPackage(name, folder, `${path}/`)
    else if (!entry.isFile()) continue
    else if (isUnread({ name, path, withTypes })) rmSync(join(folder, path))
    else kept.push(join(folder, path))
  }
  if (readdirSync(join(folder, within)).length === 0) rmdirSync(join(folder, within))
}

function foldersIn(folder: string): string[] {
  const entries = existsSync(folder) ? readdirSync(folder, { withFileTypes: true }) : []
  return entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name)
}

try {
  for (const owner of ['.', ...foldersIn(root)]) {
    if (owner !== 'node_modules' && foldersIn(join(root, owner)).includes('node_modules'))
      trimPackages(join(root, owner, 'node_modules'))
  }
  for (const name of foldersIn(join(root, 'node_modules'))) {
    const node = join(root, 'node_modules', name, 'bin/node')
    if (name.startsWith('node-linux-') && existsSync(node)) dropSymbols(node)
  }
  shareEqualFiles(kept)
} catch (error) {
  process.stderr.write(`The installation is whole, and larger than it has to be: ${String(error)}\n`)
}
