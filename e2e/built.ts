import { mkdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { errorCode } from '../server/src/lib/errors.ts'
import { buildForBrowsers } from '../server/src/browser-builds.ts'

const lock = join(tmpdir(), 'throughline-build.lock')
const abandonedAfterMs = 120_000

/** Test files start servers side by side; the first builds for browsers, the others wait for it. */
export async function ensureBuilt(): Promise<void> {
  while (!(await take())) await delay(100)
  try {
    await buildForBrowsers(() => undefined)
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
  // Whoever took it may have been killed.
  const takenAt = await stat(lock).then(
    (found) => found.mtimeMs,
    () => Date.now(),
  )
  if (Date.now() - takenAt > abandonedAfterMs) await rm(lock, { recursive: true, force: true })
  return false
}
