import { randomBytes } from 'node:crypto'
import {
  closeSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import type { Config } from './config.ts'
import { messageOf, SettingError } from './errors.ts'

/** SECRET_KEY, or the key in the data folder, which is made at the first start and never changes by itself. */
export function loadSecretKey(config: Pick<Config, 'secretKey' | 'dataDir'>): string {
  return openSecretKey(config).key
}

/** The same, with a way to undo the making of one that turned out to be wrong for the database. */
export function openSecretKey(config: Pick<Config, 'secretKey' | 'dataDir'>): { key: string; undo(): void } {
  if (config.secretKey !== null) return { key: config.secretKey, undo() {} }
  const file = join(config.dataDir, 'secret.key')
  try {
    const found = readKey(file)
    if (found !== undefined) return { key: found, undo() {} }
    const key = makeKey(file, config.dataDir)
    return { key, undo: () => removeKey(file, key) }
  } catch (error) {
    if (error instanceof SettingError) throw error
    throw new SettingError('DATA_DIR', `The key ${file} could not be read or made: ${messageOf(error)}.`)
  }
}

function removeKey(file: string, key: string): void {
  if (readKey(file) === key) unlinkSync(file)
}

function readKey(file: string): string | undefined {
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found) return undefined
  if ((found.mode & 0o077) !== 0 && process.platform !== 'win32') {
    throw new SettingError('DATA_DIR', `Others can read the key ${file}. Make it private: chmod 600 ${file}`)
  }
  const key = readFileSync(file, 'utf8').trim()
  if (key.length >= 32) return key
  throw new SettingError('DATA_DIR', `The key ${file} is damaged. Put it back from a backup, or set SECRET_KEY.`)
}

// Complete and on the disk before it has its name, and never in place of one that another process just made.
function makeKey(file: string, dataDir: string): string {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 })
  const key = randomBytes(32).toString('hex')
  const unfinished = `${file}.${process.pid}`
  const descriptor = openSync(unfinished, 'w', 0o600)
  try {
    writeSync(descriptor, `${key}\n`)
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
  try {
    linkSync(unfinished, file)
    return key
  } catch (error) {
    const other = readKey(file)
    if (other !== undefined) return other
    throw error
  } finally {
    unlinkSync(unfinished)
  }
}
