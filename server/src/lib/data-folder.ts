import { chmodSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { messageOf, SettingError } from './errors.ts'
import type { Logger } from './logger.ts'

/**
 * The mode of a folder that only its owner may enter. PostgreSQL, which a start as root runs as another user, finds
 * its cluster through its working folder on Linux; elsewhere it has to pass, and can still list and read nothing.
 */
export const privateFolderMode = process.platform !== 'linux' && process.getuid?.() === 0 ? 0o711 : 0o700

/**
 * Closes the data folder, if there is one, and what may lie on another disk behind it, to every other user of the
 * machine, whatever the modes were. Refuses what another user owns and could change under us.
 */
export function closeDataFolder(dataDir: string, logger: Logger): void {
  const uid = process.getuid?.()
  if (uid === undefined) return
  const opened: string[] = []
  const close = (path: string, mode: number): void => {
    const found = statSync(path, { throwIfNoEntry: false })
    if (!found) return
    if (path === dataDir && isGiven(found, uid)) return
    if (uid !== 0 && found.uid !== uid) {
      throw new SettingError(
        'DATA_DIR',
        `${path} belongs to another user (uid ${found.uid}). Start as that user, ` +
          `give it to this one with chown -R ${uid}, or name another folder with DATA_DIR.`,
      )
    }
    if ((found.mode & 0o777) === mode) return
    if ((found.mode & 0o077 & ~mode) !== 0) opened.push(path)
    chmodSync(path, mode)
  }
  try {
    close(dataDir, privateFolderMode)
    for (const folder of ['files', 'lab']) close(join(dataDir, folder), 0o700)
    close(join(dataDir, 'secret.key'), 0o600)
  } catch (error) {
    if (error instanceof SettingError) throw error
    throw new SettingError(
      'DATA_DIR',
      `The data folder ${dataDir} cannot be closed to other users (${messageOf(error)}). ` +
        'Start as the user who owns it, or name another with DATA_DIR.',
    )
  }
  if (opened.length > 0) logger.warn({ opened }, 'other users of this machine could read these; they are closed now')
}

// A volume that the system (Kubernetes, for one) gives to a group of ours stays root's: we cannot change its mode, and
// need not, as long as strangers cannot write there, because everything that we make in it is closed.
function isGiven(found: { uid: number; mode: number }, uid: number): boolean {
  return uid !== 0 && found.uid === 0 && (found.mode & 0o002) === 0
}
