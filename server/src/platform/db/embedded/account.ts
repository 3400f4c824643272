import { spawnSync } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { readFileSync, readdirSync, statSync } from 'node:fs'
import { SettingError } from '../../../lib/errors.ts'

/** The user and group that PostgreSQL runs as; undefined when it is simply our own. */
export interface Account {
  uid: number
  gid: number
}

/**
 * PostgreSQL runs as the user who started us, except for root, as which it refuses to run. Root gives it a number that
 * no other user and no other program has, so that no process but PostgreSQL's own can read what it reads. The cluster's
 * owner is the record of that number. A cluster that belongs to a user who has a name, such as nobody in earlier
 * versions, gets a new number.
 */
export function accountFor(clusterDir: string): Account | undefined {
  if (process.getuid?.() !== 0) return undefined
  const cluster = statSync(clusterDir, { throwIfNoEntry: false })
  if (cluster && cluster.uid !== 0 && !isKnown(cluster.uid)) return { uid: cluster.uid, gid: cluster.gid }
  return unusedAccount()
}

// Ordinary users get numbers from 1000 upwards; systems keep those above 60000, and user namespaces map 65536 of them.
const firstNumber = 50_000
const lastNumber = 59_999

/** A number that no user, no group and no process has. It needs no entry in /etc/passwd. */
function unusedAccount(): Account {
  const running = uidsOfProcesses()
  for (let attempt = 0; attempt < 1000; attempt++) {
    const number = randomInt(firstNumber, lastNumber + 1)
    if (!running.has(number) && !isKnown(number)) return { uid: number, gid: number }
  }
  throw new SettingError(
    'DATA_DIR',
    `Every user number from ${firstNumber} to ${lastNumber} is taken, and PostgreSQL needs one of its own. ` +
      'Start as an ordinary user, or set DATABASE_URL.',
  )
}

/** Whether the number belongs to a user or a group of this machine. */
function isKnown(number: number): boolean {
  return number === nobody || isListed('passwd', number) || isListed('group', number)
}

// Shared by whatever wants few rights, also where no file names it.
const nobody = 65_534

// getent asks everything that the system asks, such as a directory in the network; where it is missing the files do.
function isListed(database: 'passwd' | 'group', number: number): boolean {
  const asked = spawnSync('getent', [database, String(number)], { env: { PATH: '/usr/bin:/bin' }, stdio: 'ignore' })
  if (asked.status === 0) return true
  if (asked.status === 2) return false
  try {
    const lines = readFileSync(`/etc/${database}`, 'utf8').split('\n')
    return lines.some((line) => line.split(':')[2] === String(number))
  } catch {
    return false
  }
}

function uidsOfProcesses(): Set<number> {
  const uids = new Set<number>()
  try {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      const process = statSync(`/proc/${pid}`, { throwIfNoEntry: false })
      if (process) uids.add(process.uid)
    }
  } catch {
    // Not Linux: the lists of users have to do.
  }
  return uids
}
