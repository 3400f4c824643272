import { chmodSync, existsSync, lstatSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'

/**
 * A folder of programs that every user can run and only we can change. It appears under its name complete or not at
 * all; the name says of what it is a copy, so that an update makes its own.
 */
export function copyOnce(copyDir: string, name: string, fill: (folder: string) => void): string {
  const copy = join(copyDir, name)
  makeOwnFolder(copyDir)
  if (existsSync(copy)) return copy
  const making = `${copy}.${process.pid}`
  rmSync(making, { recursive: true, force: true })
  try {
    mkdirSync(making)
    fill(making)
    openForAll(making)
    renameSync(making, copy)
  } catch (error) {
    rmSync(making, { recursive: true, force: true })
    if (!existsSync(copy)) throw error
  }
  return copy
}

// In a folder for everybody's temporary files another user may have made it before us, with programs of theirs.
function makeOwnFolder(folder: string): void {
  if (mkdirSync(folder, { recursive: true })) chmodSync(folder, 0o755)
  const { uid, mode } = statSync(folder)
  if (uid !== process.getuid?.() || (mode & 0o022) !== 0) throw new Error(`others can change what is in ${folder}`)
}

// Those who installed the package may have kept its files to themselves. Links lead elsewhere, and stay as they are.
function openForAll(path: string): void {
  const found = lstatSync(path)
  if (found.isDirectory()) {
    chmodSync(path, 0o755)
    for (const name of readdirSync(path)) openForAll(join(path, name))
  } else if (found.isFile()) chmodSync(path, found.mode & 0o100 ? 0o755 : 0o644)
}
