import { createHash } from 'node:crypto'
import { lstatSync, mkdirSync, readlinkSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { SettingError } from '../../../lib/errors.ts'
import { superuser } from './cluster.ts'

export interface SocketConnection {
  host: string
  port: number
  user: string
  database: string
  /** undefined: the server is one of an earlier version, which asks for none. */
  password?: string
}

/** How to reach the server of a cluster that runs, from any process of the same user (or of root). */
export function connectionTo(clusterDir: string, password: string | undefined): SocketConnection {
  const place = { host: socketFolder(clusterDir), port: 5432, user: superuser, database: 'throughline' }
  return password === undefined ? place : { ...place, password }
}

export function urlOf({ host, port, user, password, database }: SocketConnection): string {
  return `postgresql://${user}${password === undefined ? '' : `:${password}`}@${encodeURIComponent(host)}:${port}/${database}`
}

// The kernel keeps socket paths in 108 bytes on Linux and 104 on macOS, the final zero included.
const longestPathBytes = 103

/**
 * The folder through which clients reach the socket: the cluster's own, or, where its path is too long for the
 * kernel, a short link to it. The link is no second door: what it leads to is still 0700.
 */
function socketFolder(clusterDir: string): string {
  if (Buffer.byteLength(join(clusterDir, '.s.PGSQL.5432')) <= longestPathBytes) return clusterDir
  const name = createHash('sha256').update(clusterDir).digest('hex').slice(0, 16)
  const folder = join(tmpdir(), `throughline-${process.getuid?.() ?? 0}-${name}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  // Every user can make folders here: one that is not ours alone could lead us to another user's server.
  const { uid, mode } = lstatSync(folder)
  if (uid !== process.getuid?.() || (mode & 0o077) !== 0) {
    throw new SettingError(
      'DATA_DIR',
      `The path of the data folder is too long, and ${folder} is not ours to shorten it.`,
    )
  }
  const link = join(folder, 'db')
  if (linkTarget(link) !== clusterDir) {
    rmSync(link, { force: true })
    symlinkSync(clusterDir, link)
  }
  return link
}

/** Takes back the link, if there was one. */
export function forgetConnection({ host }: SocketConnection, clusterDir: string): void {
  if (host !== clusterDir) rmSync(join(host, '..'), { recursive: true, force: true })
}

function linkTarget(link: string): string | undefined {
  try {
    return readlinkSync(link)
  } catch {
    return undefined
  }
}
