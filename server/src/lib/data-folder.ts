import { closeSync, constants, fchmodSync, fstatSync, lstatSync, openSync, statSync, type Stats } from 'node:fs'
import { join } from 'node:path'
import { messageOf, SettingError } from './errors.ts'
import type { Logger } from './logger.ts'

/**
 * The mode of a folder that only its owner may enter. PostgreSQL, which a start as root runs as another user, finds
 * its cluster through its working folder on Linux; elsewhere it has to pass, and can still list and read nothing.
 */
export const privateFolderMode = process.platform !== 'linux' && process.getuid?.() === 0 ? 0o711 : 0o700

interface Part {
  path: string
  mode: number
}

/**
 * Closes the data folder, if there is one, to every other user of the machine, whatever the modes were. Refuses a folder of
 * another user, also for root: that user could have put a key, a file or a link there.
 */
export function closeDataFolder(dataDir: string, logger: Logger): void {
  const opened = visitOpenParts(dataDir, (descriptor, { mode }) => fchmodSync(descriptor, mode))
  if (opened.length > 0) logger.warn({ opened }, 'other users of this machine could read these; they are closed now')
}

/** The parts that others can enter or read. Changes nothing, and refuses what closeDataFolder refuses. */
export function openPartsOf(dataDir: string): string[] {
  return visitOpenParts(dataDir, () => {})
}

function visitOpenParts(dataDir: string, visit: (descriptor: number, part: Part) => void): string[] {
  const uid = process.getuid?.()
  if (uid === undefined) return []
  const folders = ['files', 'lab'].map((name) => ({ path: join(dataDir, name), mode: 0o700 }))
  const parts = [{ path: dataDir, mode: privateFolderMode }, ...folders]
  const key = { path: join(dataDir, 'secret.key'), mode: 0o600 }
  try {
    refuseLinks(dataDir, uid)
    return [...parts, key].filter((part) => isOpen(dataDir, part, uid, visit)).map(({ path }) => path)
  } catch (error) {
    if (error instanceof SettingError) throw error
    throw new SettingError(
      'DATA_DIR',
      `The data folder ${dataDir} cannot be closed to other users (${messageOf(error)}). ` +
        'Start as the user who owns it, or name another with DATA_DIR.',
    )
  }
}

/** The folder itself may be reached by a link of ours or of root; below it a link could lead root to any file. */
function refuseLinks(dataDir: string, uid: number): void {
  const found = lstatSync(dataDir, { throwIfNoEntry: false })
  if (!found) return
  if (found.isSymbolicLink() && found.uid !== 0) refuseOthers(dataDir, found, uid)
  const target = statSync(dataDir, { throwIfNoEntry: false })
  if (target && !isGiven(target, uid)) refuseOthers(dataDir, target, uid)
  for (const name of ['cache', 'files', 'lab', 'secret.key', 'postgres', 'postgres/cluster']) {
    const path = join(dataDir, name)
    if (!lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink()) continue
    throw new SettingError(
      'DATA_DIR',
      `${path} is a symbolic link, and none is followed below the data folder. ` +
        'Move what it leads to here, or mount the other disk here.',
    )
  }
}

function refuseOthers(path: string, found: Stats, uid: number): void {
  if (found.uid === uid) return
  throw new SettingError(
    'DATA_DIR',
    `${path} belongs to another user (uid ${found.uid}). Start as that user, ` +
      `give it to this one with chown -R ${uid}, or name another folder with DATA_DIR.`,
  )
}

function isOpen(dataDir: string, part: Part, uid: number, visit: (descriptor: number, part: Part) => void): boolean {
  const { path, mode } = part
  if (!lstatSync(path, { throwIfNoEntry: false })) return false
  const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants
  const descriptor = openSync(path, O_RDONLY | O_NONBLOCK | (path === dataDir ? 0 : O_NOFOLLOW))
  try {
    const found = fstatSync(descriptor)
    if (path === dataDir && isGiven(found, uid)) return false
    refuseOthers(path, found, uid)
    if ((found.mode & 0o777) === mode) return false
    visit(descriptor, part)
    return (found.mode & 0o077 & ~mode) !== 0
  } finally {
    closeSync(descriptor)
  }
}

// A volume that the system (Kubernetes, for one) gives to a group of ours stays root's: we cannot change its mode, and
// need not, as long as strangers cannot write there, because everything that we make in it is closed.
function isGiven(found: { uid: number; mode: number }, uid: number): boolean {
  return uid !== 0 && found.uid === 0 && (found.mode & 0o002) === 0
}
