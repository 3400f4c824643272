import { mkdir, rm, stat } from 'node:fs/promises'
import { execFile } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { promisify } from 'node:util'
import { errorCode } from '../src/lib/errors.ts'
import { staleWorkspaces } from '../src/run/browser-builds.ts'

const root = join(import.meta.dirname, '../..')
const lock = join(tmpdir(), 'throughline-build.lock')
const abandonedAfterMs = 120_000

/** Test files start servers side by side; the first builds for browsers, the others wait for it. */
export async function ensureBuilt(): Promise<void> {
  while (!(await take())) await delay(100)
  try {
    const stale = staleWorkspaces()
    if (stale.length > 0) await promisify(execFile)(process.execPath, [join(root, 'bin/build.ts'), ...stale])
  } finally {
    await rm(lock, { recursive: true, force: true })
  }
}

async function take(): Promise<boolean> {
  try {
    await mkdir(lock)
    return true
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error
  }
  // The process that took it may have been killed.
  const takenAt = await stat(lock).then(
    (found) => found.mtimeMs,
    () => Date.now(),
  )
  if (Date.now() - takenAt > abandonedAfterMs) await rm(lock, { recursive: true, force: true })
  return false
}
