import { spawn } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { SettingError } from '../../../lib/errors.ts'
import type { Account } from './account.ts'
import { giveTree } from './give-tree.ts'
import { forNamelessUser } from './nameless.ts'
import type { Programs } from './programs.ts'

export const superuser = 'throughline'

interface ClusterOptions {
  programs: Programs
  account: Account | undefined
  fsync: boolean
  /** Where copies of programs may be made that the account can run. */
  copyDirs: string[]
}

/** Makes the cluster if there is none; refuses one that these programs cannot read. Nothing runs in it meanwhile. */
export async function ensureCluster(clusterDir: string, options: ClusterOptions): Promise<void> {
  removeUnfinished(clusterDir)
  if (existsSync(clusterDir)) {
    checkVersion(clusterDir, options.programs)
    // One that an earlier version gave to nobody, that root copied, or that was half given when we were killed.
    if (options.account) giveTree(clusterDir, options.account)
    chmodSync(clusterDir, 0o700)
    return
  }

  // The real name is given only to a finished cluster.
  const making = `${clusterDir}.making-${randomUUID()}`
  mkdirSync(making, { mode: 0o700 })
  if (options.account) chownSync(making, options.account.uid, options.account.gid)
  // A system without the C.UTF-8 locale gets C: there the full-text parser tells fewer letters from signs.
  const complaint = (await initdb(making, 'C.UTF-8', options)) && (await initdb(making, 'C', options))
  if (complaint) throw new SettingError('DATA_DIR', `A database could not be made in ${making}: ${complaint}`)
  renameSync(making, clusterDir)
  if (options.fsync) syncFolder(dirname(clusterDir))
}

function removeUnfinished(clusterDir: string): void {
  const prefix = `${basename(clusterDir)}.making-`
  for (const name of readdirSync(dirname(clusterDir)).filter((name) => name.startsWith(prefix))) {
    try {
      rmSync(join(dirname(clusterDir), name), { recursive: true, force: true })
    } catch {
      // The initdb of a process that was killed a moment ago is still at it. The next start finds it done.
    }
  }
}

/** Answers with the complaint, or nothing. */
async function initdb(dir: string, ctype: string, options: ClusterOptions): Promise<string | undefined> {
  const complaint = await runInitdb(dir, ctype, options)
  if (!complaint?.includes('could not look up effective user ID')) return complaint
  const programs = await forNamelessUser(options.programs, options.account, options.copyDirs)
  return runInitdb(dir, ctype, { ...options, programs })
}

async function runInitdb(dir: string, ctype: string, options: ClusterOptions): Promise<string | undefined> {
  const settings = {
    username: superuser,
    encoding: 'UTF8',
    // Sorts and folds the same on every machine, for ever: no index breaks when the system's locales change.
    'locale-provider': 'builtin',
    'builtin-locale': 'C.UTF-8',
    locale: 'C',
    'lc-ctype': ctype,
    // Until the first start sets a password, while nobody else can enter the folder of the socket.
    auth: 'trust',
  }
  const args = Object.entries(settings).map(([name, value]) => `--${name}=${value}`)
  if (!options.fsync) args.push('--no-sync')
  const child = spawn(options.programs.initdb, ['-D', workingFolder(dir), '--no-instructions', ...args], {
    ...options.account,
    cwd: dir,
    env: programEnv(),
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const exit = new Promise<string | undefined>((resolve) => {
    child.once('error', (error) => resolve(error.message))
    child.once('close', (code, signal) => resolve(code === 0 ? undefined : `initdb ended with ${signal ?? code}`))
  })
  const [ending, said] = await Promise.all([exit, text(child.stderr)])
  const lines = said.split('\n').filter((line) => line !== '')
  return ending && (lines.find((line) => /error|fatal|could not/i.test(line)) ?? lines[0] ?? ending)
}

/** Refuses a folder that is no cluster, or one of another major version than these programs. */
export function checkVersion(clusterDir: string, programs: Pick<Programs, 'version'>): void {
  let made: string
  try {
    made = /^\d+(\.\d+)?$/m.exec(readFileSync(join(clusterDir, 'PG_VERSION'), 'utf8'))![0]
  } catch {
    throw new SettingError(
      'DATA_DIR',
      `${clusterDir} is not a database: it has no PG_VERSION. ` +
        'Put back what was moved from it, restore a backup, or name another DATA_DIR.',
    )
  }
  const ours = programs.version.split('.')[0]
  if (made !== ours) {
    throw new SettingError(
      'DATA_DIR',
      `The database in ${clusterDir} was made by PostgreSQL ${made}, and this version of Throughline carries ${ours}. ` +
        'Make a backup with the version that made it and restore that into a new DATA_DIR.',
    )
  }
}

/**
 * How PostgreSQL is told where its folder is: as root through its own working folder, which it is put into before
 * it becomes another user, and for which it then needs no rights on the folders above (such as /root).
 */
export function workingFolder(dir: string): string {
  return process.platform === 'linux' && process.getuid?.() === 0 ? '/proc/self/cwd' : dir
}

/** Nothing of our environment (PGDATA, PGOPTIONS, locale, secrets) reaches the programs. */
export function programEnv(): NodeJS.ProcessEnv {
  return { PATH: '/usr/bin:/bin', LC_MESSAGES: 'C', TZ: 'UTC' }
}

function syncFolder(dir: string): void {
  const descriptor = openSync(dir, 'r')
  fsyncSync(descriptor)
  closeSync(descriptor)
}
