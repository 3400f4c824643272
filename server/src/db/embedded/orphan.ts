import { execFileSync } from 'node:child_process'
import { readFileSync, readlinkSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from '../../lib/logger.ts'
import { errorCode } from '../error-code.ts'

/**
 * Stops the server that a killed process left behind. The caller holds the folder's lock, so nobody owns it.
 * It is stopped and not adopted: a child of ours ends when we end it, has today's settings, and tells us when it dies.
 */
export async function stopOrphan(clusterDir: string, logger: Logger): Promise<void> {
  const pidFile = join(clusterDir, 'postmaster.pid')
  const pid = readPid(pidFile)
  if (pid === undefined || !isAlive(pid)) return
  if (!isServerOf(pid, clusterDir)) {
    // The machine or container restarted and the number now belongs to somebody else. PostgreSQL ignores its parent's
    // number in this file (and still checks the shared memory named in it), so ours says "stale" without losing that check.
    const [, ...rest] = readFileSync(pidFile, 'utf8').split('\n')
    writeFileSync(pidFile, [String(process.pid), ...rest].join('\n'))
    return
  }
  logger.warn({ pid }, 'stopping the database server that an earlier process left running')
  process.kill(pid, 'SIGINT')
  const impatientAt = Date.now() + 30_000
  let impatient = false
  while (isAlive(pid)) {
    if (!impatient && Date.now() > impatientAt) {
      // Immediate: it replays its log at the next start, and loses nothing that was acknowledged.
      process.kill(pid, 'SIGQUIT')
      impatient = true
    }
    await delay(10)
  }
}

function readPid(pidFile: string): number | undefined {
  try {
    const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
    return Number.isInteger(pid) && pid > 0 ? pid : undefined
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
  return !isZombie(pid)
}

// A dead child that nobody collected (a container without an init process) answers to signals but will never go away.
function isZombie(pid: number): boolean {
  try {
    return /^\d+ \(.*\) Z/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}

// PostgreSQL's processes work in the cluster's folder.
function isServerOf(pid: number, clusterDir: string): boolean {
  try {
    if (process.platform === 'linux') {
      return (
        readlinkSync(`/proc/${pid}/cwd`) === realpathSync(clusterDir) &&
        readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')[0]!.includes('postgres')
      )
    }
    return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).includes(clusterDir)
  } catch {
    return false
  }
}
