import { execFile } from 'node:child_process'
import {
  chownSync,
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { SettingError } from '../../lib/errors.ts'
import type { Account } from './account.ts'
import type { Programs } from './programs.ts'

export const superuser = 'throughline'

/** Makes the cluster if there is none; refuses one that these programs cannot read. */
export async function ensureCluster(
  clusterDir: string,
  options: { programs: Programs; account: Account | undefined; fsync: boolean },
): Promise<void> {
  const making = `${clusterDir}.making`
  // What an interrupted start left: the real name is given only to a finished cluster.
  rmSync(making, { recursive: true, force: true })
  if (existsSync(clusterDir)) return checkVersion(clusterDir, options.programs)

  mkdirSync(making, { mode: 0o700 })
  if (options.account) chownSync(making, options.account.uid, options.account.gid)
  try {
    await initdb(making, 'C.UTF-8', options)
  } catch {
    // A system without the C.UTF-8 locale: only its full-text parser knows fewer letters.
    await initdb(making, 'C', options)
  }
  renameSync(making, clusterDir)
  if (options.fsync) syncFolder(dirname(clusterDir))
}

// The builtin provider sorts and folds UTF-8 the same on every machine, for ever: no index breaks when the
// system's locales change, and no locale has to be installed.
async function initdb(
  dir: string,
  ctype: string,
  { programs, account, fsync }: { programs: Programs; account: Account | undefined; fsync: boolean },
): Promise<void> {
  const args = [
    // The folder is named through the working folder, because the account may not be able to walk down to it.
    ...['-D', workingFolder(dir), `--username=${superuser}`, '--encoding=UTF8'],
    ...['--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C', `--lc-ctype=${ctype}`],
    // No password: whoever reaches the socket has passed a 0700 folder, and could read the data itself.
    ...['--auth=trust', '--no-instructions', ...(fsync ? [] : ['--no-sync'])],
  ]
  try {
    await promisify(execFile)(programs.initdb, args, { ...account, cwd: dir, env: programEnv() })
  } catch (error) {
    const { stderr = '' } = error as { stderr?: string }
    throw new SettingError('DATA_DIR', `A database could not be made in ${dir}: ${lastLine(stderr) ?? String(error)}.`)
  }
}

function checkVersion(clusterDir: string, programs: Programs): void {
  const made = readFileSync(join(clusterDir, 'PG_VERSION'), 'utf8').trim()
  const ours = programs.version.split('.')[0]
  if (made !== ours) {
    throw new SettingError(
      'DATA_DIR',
      `The database in ${clusterDir} was made by PostgreSQL ${made}, and this version carries ${ours}. ` +
        'Make a backup with the version of Throughline that made it, and restore it with this one into a new DATA_DIR.',
    )
  }
}

/**
 * How PostgreSQL is told where its folder is. On Linux through its own working folder, which needs no rights on
 * the folders above: as nobody it could not walk through /root, say.
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

function lastLine(text: string): string | undefined {
  return (
    text
      .trim()
      .split('\n')
      .findLast((line) => /error|fatal/i.test(line)) ?? text.trim().split('\n').at(-1)
  )
}
