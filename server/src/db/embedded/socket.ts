import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

// The kernel keeps socket paths in 108 bytes on Linux and 104 on macOS, the final zero included.
const longestPathBytes = 103

/**
 * The folder through which clients reach the server's socket: the cluster's own, or, where its path is too
 * long for the kernel, a short link to it. The link is no second door: what it leads to is still 0700.
 */
export function clientFolder(clusterDir: string): { path: string; remove(): void } {
  if (Buffer.byteLength(join(clusterDir, '.s.PGSQL.5432')) <= longestPathBytes) {
    return { path: clusterDir, remove: () => {} }
  }
  const folder = mkdtempSync(join(tmpdir(), 'throughline-'))
  const path = join(folder, 'db')
  symlinkSync(clusterDir, path)
  return { path, remove: () => rmSync(folder, { recursive: true, force: true }) }
}
