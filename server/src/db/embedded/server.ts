import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import type { Logger } from '../../lib/logger.ts'
import type { Account } from './account.ts'
import { programEnv, workingFolder } from './cluster.ts'
import type { Programs } from './programs.ts'
import { serverSettings } from './settings.ts'

export interface Server {
  readonly pid: number
  /** Settles when the process is gone, for whatever reason. */
  readonly exited: Promise<string>
  stop(): Promise<void>
}

/** Starts PostgreSQL as a child process and waits until it accepts connections, however long its recovery takes. */
export async function startServer(
  clusterDir: string,
  options: { programs: Programs; account: Account | undefined; fsync: boolean; logger: Logger },
): Promise<Server> {
  const settings = Object.entries(serverSettings(options)).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child = spawn(options.programs.postgres, ['-D', workingFolder(clusterDir), ...settings], {
    ...options.account,
    cwd: clusterDir,
    env: programEnv(),
    stdio: ['ignore', 'ignore', 'pipe'],
    // A session of its own: Ctrl-C in a terminal reaches us only, and we stop the database last.
    detached: true,
  })
  const exited = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('exit', (code, signal) => resolve(signal ?? `code ${code}`))
  })
  let last = ''
  const ready = new Promise<true>((resolve) => {
    createInterface(child.stderr).on('line', (line) => {
      if (line.includes('database system is ready to accept connections')) resolve(true)
      if (/^(FATAL|PANIC|DETAIL|HINT)/.test(line)) last += `${line} `
      options.logger.debug({ line }, 'postgres')
    })
  })
  if ((await Promise.race([ready, exited])) !== true) {
    throw new Error(`PostgreSQL did not start (${await exited}): ${last.trim()}`)
  }

  // Whatever ends this process in an orderly way ends the server too; after a kill -9 the next start does it.
  const onExit = (): void => void child.kill('SIGINT')
  process.once('exit', onExit)
  void exited.then(() => process.removeListener('exit', onExit))

  return {
    pid: child.pid!,
    exited,
    stop: async () => {
      // "Fast": refuse new work, roll back what runs, write a checkpoint.
      child.kill('SIGINT')
      const impatient = setTimeout(() => child.kill('SIGQUIT'), 30_000)
      await exited
      clearTimeout(impatient)
    },
  }
}
