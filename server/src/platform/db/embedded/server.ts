import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from '../../../lib/logger.ts'
import type { Account } from './account.ts'
import { programEnv, workingFolder } from './cluster.ts'
import { stopOrphan } from './orphan.ts'
import type { Programs } from './programs.ts'
import { fixedPlaces, serverSettings, writeSettingsFiles } from './settings.ts'

export interface Server {
  readonly pid: number
  /** Settles when the process is gone, with how it went. */
  readonly exited: Promise<string>
  stop(): Promise<void>
}

interface ServerOptions {
  programs: Programs
  account: Account | undefined
  fsync: boolean
  logger: Logger
}

/** Starts PostgreSQL as a child process and waits until it accepts connections, however long its recovery takes. */
export async function startServer(clusterDir: string, options: ServerOptions): Promise<Server> {
  const patientUntil = Date.now() + 20_000
  for (;;) {
    const outcome = await tryToStart(clusterDir, options)
    if ('server' in outcome) return outcome.server
    // A process that was killed a moment ago may leave a server that had just begun to start, and the processes of a
    // server that was killed hold its shared memory until they notice.
    const isOrphan = outcome.complaint.includes('lock file "postmaster.pid" already exists')
    const isInheritance = outcome.complaint.includes('shared memory block')
    if (!(isOrphan || isInheritance) || Date.now() > patientUntil) {
      throw new Error(`PostgreSQL did not start: ${outcome.complaint}`)
    }
    if (isOrphan) await stopOrphan(clusterDir, options.logger)
    await delay(100)
  }
}

async function tryToStart(
  clusterDir: string,
  { programs, account, fsync, logger }: ServerOptions,
): Promise<{ server: Server } | { complaint: string }> {
  writeSettingsFiles(clusterDir, account)
  const folder = workingFolder(clusterDir)
  const settings = Object.entries({ ...serverSettings({ fsync }), ...fixedPlaces(folder) })
  const args = settings.flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(programs.postgres, ['-D', folder, ...args], {
    ...account,
    cwd: clusterDir,
    env: programEnv(),
    stdio: ['ignore', 'ignore', 'pipe'],
    // A session of its own: Ctrl-C in a terminal reaches us only, and we stop the database last.
    detached: true,
  })
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
  })
  const complaints: string[] = []
  let isReady = false
  const ready = new Promise<true>((resolve) => {
    createInterface(child.stderr).on('line', (line) => {
      const isComplaint = /^(WARNING|FATAL|PANIC)/.test(line)
      if (isComplaint && !isReady) complaints.push(line)
      logger[isComplaint && isReady ? 'warn' : 'debug']({ line }, 'postgres')
      if (line.includes('database system is ready to accept connections')) resolve(true)
    })
  })
  isReady = (await Promise.race([ready, exited])) === true
  if (!isReady) return { complaint: [await exited, ...complaints].join('. ') }

  // Whatever ends this process in an orderly way ends the server too; after a kill -9 the next start does it.
  const onExit = (): void => void child.kill('SIGINT')
  process.once('exit', onExit)
  void exited.then(() => process.removeListener('exit', onExit))
  const stop = async (): Promise<void> => {
    // "Fast": refuse new work, roll back what runs, write a checkpoint.
    child.kill('SIGINT')
    const impatient = setTimeout(() => child.kill('SIGQUIT'), 30_000)
    await exited
    clearTimeout(impatient)
  }
  return { server: { pid: child.pid!, exited, stop } }
}
