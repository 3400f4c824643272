import { existsSync } from 'node:fs'
import { access, constants, statfs } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { openFileStore } from '../../files/files.ts'
import type { Config } from '../../lib/config.ts'
import { openPartsOf } from '../../lib/data-folder.ts'
import { loadSecretKey } from '../../lib/secret-key.ts'
import { messageOf } from '../../lib/errors.ts'
import type { Finding } from '../doctor.ts'

const leastFreeBytes = 1024 ** 3
/** The name of a file that is made, read and removed. */
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
  if (!config.s3 && !existsSync(join(config.dataDir, 'files'))) {
    return [{ name: 'Files', ok: true, sentence: 'The folder for files will be made at the first start.' }]
  }
  // Refuses a link or a folder of another user, in which nothing may be written.
  if (!config.s3) openPartsOf(config.dataDir)
  const where = config.s3 ? `the bucket ${config.s3.bucket}` : join(config.dataDir, 'files')
  try {
    const files = await openFileStore(config)
    await files.putUnder(probe, Buffer.from(probe))
    const ok = Buffer.from(await files.read(probe)).toString() === probe
    await files.remove(probe)
    const sentence = ok
      ? `Files can be written to ${where} and read back.`
      : `What is written to ${where} is read back as something else.`
    return [{ name: 'Files', ok, sentence }]
  } catch (error) {
    const advice = config.s3 ? 'Check the S3_ settings and the rights of the key.' : 'Check who owns the data folder.'
    return [{ name: 'Files', ok: false, sentence: `Files can't be kept in ${where}: ${messageOf(error)}`, advice }]
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
