import { existsSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'

const memoryFolder = '/dev/shm'

export const temporaryFolders: readonly string[] = [tmpdir(), memoryFolder].filter((folder) => existsSync(folder))

/** In memory where there is plenty of it: a copy of the template takes 15 ms there, and up to 250 ms on a disk. */
export function fastFolder(): string {
  if (!existsSync(memoryFolder)) return tmpdir()
  const { bavail, bsize } = statfsSync(memoryFolder)
  return bavail * bsize > 2 * 2 ** 30 ? memoryFolder : tmpdir()
}
