import { chmodSync, chownSync, readFileSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { z } from 'zod'
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

export function lockFolder(file: string, owner: Account | undefined): FolderLock | undefined {
  const database = new DatabaseSync(file)
  try {
    database.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
  } catch (error) {
    database.close()
    if (isBusy(error)) return undefined
    throw error
  }
  const holder: Holder = { pid: process.pid, since: new Date().toISOString() }
  writeFileSync(holderFile(file), JSON.stringify(holder))
  for (const path of [file, holderFile(file)]) {
    chmodSync(path, 0o600)
    if (owner) chownSync(path, owner.uid, owner.gid)
  }
  return { release: () => database.close() }
}

/** Who took the lock last, for the sentence only: it proves nothing. */
export function lockHolder(file: string): string {
  try {
    const { pid, since } = Holder.parse(JSON.parse(readFileSync(holderFile(file), 'utf8')))
    return `process ${pid}, started ${since}`
  } catch {
    return 'another process'
  }
}

const Holder = z.object({ pid: z.number(), since: z.string() })
type Holder = z.infer<typeof Holder>

const holderFile = (file: string): string => `${file}.holder`

// SQLITE_BUSY. Anything else (a read-only folder, a damaged file) does not mean that somebody else is here.
function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && error.errcode === 5
}
