import { existsSync } from 'node:fs'
import { access, constants, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { openFileStore } from '../../platform/files/files.ts'
import type { Config } from '../../lib/config.ts'
import { openPartsOf } from '../../lib/data-folder.ts'
import { loadSecretKey } from '../../lib/secret-key.ts'
import { messageOf } from '../../lib/errors.ts'
import type { Finding } from './finding.ts'

const leastFreeBytes = 1024 ** 3
/** The name of an object that is written to a bucket, read and removed. */
const probe = 'written-by-doctor'

export async function checkKey(config: Config): Promise<Finding[]> {
  if (config.secretKey !== null) return [{ name: 'Key', ok: true, sentence: 'Secrets are sealed with SECRET_KEY.' }]
  if (!existsSync(join(config.dataDir, 'secret.key'))) {
    return [{ name: 'Key', ok: true, sentence: 'The key that seals secrets will be made at the first start.' }]
  }
  openPartsOf(config.dataDir)
  loadSecretKey(config)
  return [{ name: 'Key', ok: true, sentence: 'Secrets are sealed with the key in the data folder. Back it up.' }]
}

export async function checkFolder({ dataDir }: Config): Promise<Finding[]> {
  const name = 'Folder'
  if (!existsSync(dataDir)) return [{ name, ok: true, sentence: 'The data folder will be made at the first start.' }]
  const opened = openPartsOf(dataDir)
  if (opened.length === 0) {
    return [{ name, ok: true, sentence: 'The data folder is closed to other users of this machine.' }]
  }
  const sentence = `Other users of this machine can enter ${opened.join(', ')}.`
  return [{ name, ok: false, sentence, advice: 'The next start closes it, and so does chmod -R go= on it.' }]
}

export async function checkFiles(config: Config): Promise<Finding[]> {
  if (config.s3) return checkBucket(config, config.s3.bucket)
  const folder = join(config.dataDir, 'files')
  if (!existsSync(folder)) {
    return [{ name: 'Files', ok: true, sentence: 'The folder for files will be made at the first start.' }]
  }
  // Refuses a link or a folder of another user.
  openPartsOf(config.dataDir)
  try {
    await access(folder, constants.R_OK | constants.W_OK | constants.X_OK)
    return [{ name: 'Files', ok: true, sentence: `Files can be written to ${folder}.` }]
  } catch (error) {
    const sentence = `Files can't be kept in ${folder}: ${messageOf(error)}`
    return [{ name: 'Files', ok: false, sentence, advice: 'Check who owns the data folder, and its mode.' }]
  }
}

/** Only a write shows that a bucket can be written to; the object is removed again. */
async function checkBucket(config: Config, bucket: string): Promise<Finding[]> {
  const where = `the bucket ${bucket}`
  try {
    const files = await openFileStore(config)
    await files.putUnder(probe, Buffer.from(probe))
    try {
      const ok = Buffer.from(await files.read(probe)).toString() === probe
      const sentence = ok
        ? `Files can be written to ${where} and read back.`
        : `What is written to ${where} is read back as something else.`
      return [{ name: 'Files', ok, sentence }]
    } finally {
      await files.remove(probe)
    }
  } catch (error) {
    const sentence = `Files can't be kept in ${where}: ${messageOf(error)}`
    return [{ name: 'Files', ok: false, sentence, advice: 'Check the S3_ settings and the rights of the key.' }]
  }
}

export async function checkSpace(config: Config): Promise<Finding[]> {
  const folder = existingParent(config.dataDir)
  await access(folder, constants.W_OK)
  const { bavail, bsize } = await statfs(folder)
  const freeBytes = bavail * bsize
  const ok = freeBytes > leastFreeBytes
  const sentence = `${(freeBytes / 1024 ** 3).toFixed(1)} GiB are free where the data folder is.`
  return [{ name: 'Space', ok, sentence, ...(ok ? {} : { advice: 'Make room: a full disk stops the database.' }) }]
}

function existingParent(folder: string): string {
  return existsSync(folder) ? folder : existingParent(dirname(folder))
}
