import { execFileSync } from 'node:child_process'
import { lstatSync, readFileSync, readlinkSync, realpathSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from '../../../lib/logger.ts'
import { errorCode } from '../../../lib/errors.ts'
import { programEnv } from './cluster.ts'
import { writePrivateFile } from './password.ts'

/**
 * Stops the server that a killed process left behind. The caller holds the folder's lock, so nobody owns it.
 * It is stopped and not adopted: a child of ours ends when we end it, has today's settings, and tells us when it dies.
 */
export async function stopOrphan(clusterDir: string, logger: Logger): Promise<void> {
  const pidFile = join(clusterDir, 'postmaster.pid')
  const pid = readPid(pidFile)
  if (pid === undefined) return
  if (isServerOf(pid, clusterDir)) {
    logger.warn({ pid }, 'stopping the database server that an earlier process left running')
    await stop(pid, clusterDir)
  }
  if (isTaken(pid)) {
    markStale(pidFile)
    // The same number guards the socket; there it guards nothing else.
    rmSync(join(clusterDir, '.s.PGSQL.5432.lock'), { force: true })
  }
}

async function stop(pid: number, clusterDir: string): Promise<void> {
  process.kill(pid, 'SIGINT')
  let impatientAt = Date.now() + 30_000
  while (isServerOf(pid, clusterDir)) {
    if (Date.now() > impatientAt) {
      // Immediate: it replays its log at the next start, and loses nothing that was acknowledged.
      process.kill(pid, 'SIGQUIT')
      impatientAt = Infinity
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

/** PostgreSQL's processes work in the cluster's folder. A dead one that nobody collected has left it. */
function isServerOf(pid: number, clusterDir: string): boolean {
  try {
    if (process.platform !== 'linux') {
      return execFileSync('ps', ['-o', 'args=', '-p', String(pid)], { encoding: 'utf8', env: programEnv() }).includes(
        clusterDir,
      )
    }
    const [program] = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0')
    return program!.includes('postgres') && readlinkSync(`/proc/${pid}/cwd`) === realpathSync(clusterDir)
  } catch {
    return false
  }
}

// By a program of somebody else, after a restart of the machine or container, or by a dead one not collected yet.
function isTaken(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return errorCode(error) === 'EPERM'
  }
}

// PostgreSQL would see the number as a living server. Its parent's number it ignores there, and then still checks the
// shared memory that the file names, which deleting the file would skip.
function markStale(pidFile: string): void {
  try {
    const [, ...rest] = readFileSync(pidFile, 'utf8').split('\n')
    const { uid, gid } = lstatSync(pidFile)
    writePrivateFile(
      pidFile,
      [String(process.pid), ...rest].join('\n'),
      process.getuid?.() === 0 ? { uid, gid } : undefined,
    )
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') throw error
  }
}
