import { createHash, randomBytes } from 'node:crypto'
import { closeSync, fchownSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { errorCode, messageOf, SettingError } from '../../../lib/errors.ts'
import type { Account } from './account.ts'

/** The password of the built-in database, made once. It lies beside the cluster, where PostgreSQL's user cannot read. */
export function ensurePassword(folder: string, owner: Account | undefined): string {
  const known = readPassword(folder)
  if (known !== undefined) return known
  const password = randomBytes(32).toString('base64url')
  writePrivateFile(join(folder, 'password'), `${password}\n`, owner)
  return password
}

/** undefined: none was made yet, as in a folder of an earlier version. */
export function readPassword(folder: string): string | undefined {
  const file = join(folder, 'password')
  try {
    const password = readFileSync(file, 'utf8').trim()
    // A file that is cut short is made anew.
    return password.length >= 32 ? password : undefined
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined
    throw new SettingError(
      'DATA_DIR',
      `The password of the built-in database could not be read (${messageOf(error)}). ` +
        'Use the user who starts Throughline.',
    )
  }
}

/** Tells passwords apart without giving them away. */
export function fingerprintOf(password: string): string {
  return createHash('sha256').update(password).digest('hex').slice(0, 16)
}

/**
 * Complete under its name or not at all, readable by its owner alone. A name that another user prepared, a link for
 * one, is replaced and never followed.
 */
export function writePrivateFile(file: string, text: string, owner: Account | undefined): void {
  const unfinished = `${file}.unfinished`
  rmSync(unfinished, { force: true })
  const descriptor = openSync(unfinished, 'wx', 0o600)
  try {
    writeSync(descriptor, text)
    if (owner) fchownSync(descriptor, owner.uid, owner.gid)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  renameSync(unfinished, file)
}
