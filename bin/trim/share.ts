import { createHash } from 'node:crypto'
import { linkSync, readFileSync, renameSync, statSync } from 'node:fs'

/**
 * Makes files of the same content and mode one file with several names (hard links): licences, types that are there for
 * `import` and once more for `require`, tables. Nobody writes in installed packages.
 */
export function shareEqualFiles(paths: readonly string[]): void {
  for (const alike of Map.groupBy(paths, sizeAndMode).values()) {
    if (alike.length === 1) continue
    for (const [first, ...others] of Map.groupBy(alike, digest).values()) {
      for (const other of others) replaceByLink(first!, other)
    }
  }
}

function replaceByLink(to: string, path: string): void {
  if (statSync(to).ino === statSync(path).ino) return
  const link = `${path}.${process.pid}`
  linkSync(to, link)
  renameSync(link, path)
}

function sizeAndMode(path: string): string {
  const { size, mode } = statSync(path)
  return `${size} ${mode}`
}

function digest(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('base64')
}
