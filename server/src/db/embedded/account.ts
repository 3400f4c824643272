import { statSync } from 'node:fs'

/** The user and group that PostgreSQL runs as; undefined when it is simply our own. */
export interface Account {
  uid: number
  gid: number
}

// "nobody" on Linux. PostgreSQL refuses to run as root, so a root start hands the cluster to this user.
const nobody: Account = { uid: 65534, gid: 65534 }

/**
 * PostgreSQL runs as whoever started us, except for root: then as the owner of the cluster that exists
 * (so that a folder made by an ordinary user stays theirs), else as nobody.
 */
export function accountFor(clusterDir: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const owner = statSync(clusterDir, { throwIfNoEntry: false })
  return owner && owner.uid !== 0 ? { uid: owner.uid, gid: owner.gid } : nobody
}
