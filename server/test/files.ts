import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openFileStore, type FileStore } from '../src/platform/files/files.ts'

/** A store of files in a folder of its own. */
export async function openTestFiles(): Promise<{ files: FileStore; remove: () => Promise<void> }> {
  const dataDir = await mkdtemp(join(tmpdir(), 'throughline-files-'))
  const files = await openFileStore({ dataDir, s3: null })
  return { files, remove: () => rm(dataDir, { recursive: true, force: true }) }
}
