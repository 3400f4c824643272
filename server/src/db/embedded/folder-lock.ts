import { chmodSync, chownSync, readFileSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import type { Account } from './account.ts'

/**
 * One process per data folder, held by the kernel: it holds while the owner is busy or stopped, ends with the
 * owner's death however it dies, and a reused process id means nothing to it. Node has no door to file locks
 * but this one: an exclusive transaction on an empty SQLite file takes (and keeps) an fcntl lock.
 * Nothing else in this process may open the file: closing any descriptor of it would drop the lock.
 */
export interface FolderLock {
  release(): void
}

export function lockFolder(file: string, account: Account | undefined): FolderLock | undefined {
  const database = new DatabaseSync(file)
  try {
    database.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    // 5 is SQLITE_BUSY. Anything else (a read-only folder, a damaged file) is not "somebody else is here".
    if ((error as { errcode?: number }).errcode === 5) return undefined
    throw error
  }
  if (account) chownSync(file, account.uid, account.gid)
  chmodSync(file, 0o600)
  writeFileSync(holderFile(file), JSON.stringify({ pid: process.pid, since: new Date().toISOString() }), {
    mode: 0o600,
  })
  if (account) chownSync(holderFile(file), account.uid, account.gid)
  return { release: () => database.close() }
}

/** Who took the lock last, for the sentence only: it is not proof of anything. */
export function lockHolder(file: string): string {
  try {
    const { pid, since } = JSON.parse(readFileSync(holderFile(file), 'utf8')) as { pid: number; since: string }
    return `process ${pid}, since ${since}`
  } catch {
    return 'an unknown process'
  }
}

const holderFile = (file: string): string => `${file}.holder`
