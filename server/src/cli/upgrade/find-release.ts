import { untranslated } from '@throughline/protocol/words.ts'
import { createReadStream, existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { readEntries } from '../../platform/db/backup/tar.ts'
import type { Config } from '../../lib/config.ts'
import { AppError, messageOf } from '../../lib/errors.ts'
import { safeFetch } from '../../lib/safe-fetch.ts'
import { fileProblem } from '../file-problem.ts'
import { describeRelease, readJson, ReleaseManifest } from './release-manifest.ts'

/** A release.json is some kilobytes. */
const maxManifestBytes = 1024 * 1024

/** The release at a folder, in a tarball, or at an address that answers with a `release.json`. */
export async function findRelease(
  place: string,
  config: Pick<Config, 'allowedPrivateHosts'>,
): Promise<ReleaseManifest> {
  const manifest = /^https?:\/\//.test(place) ? await fetchManifest(place, config) : await readManifest(place)
  const parsed = ReleaseManifest.safeParse(manifest)
  if (parsed.success) return parsed.data
  throw new AppError('invalid_request', untranslated(`${place} is no release of Throughline.`))
}

async function fetchManifest(url: string, config: Pick<Config, 'allowedPrivateHosts'>): Promise<unknown> {
  const { status, body } = await safeFetch(url, {
    allowPrivateHosts: config.allowedPrivateHosts,
    maxBytes: maxManifestBytes,
  })
  if (status !== 200) throw new AppError('upstream_failed', untranslated(`${url} answered with ${status}.`))
  return parse(body.toString())
}

async function readManifest(path: string): Promise<unknown> {
  try {
    if (!statSync(path).isDirectory()) return await readTarball(path)
    const manifest = join(path, 'release.json')
    return existsSync(manifest) ? readJson(manifest) : describeRelease(path)
  } catch (error) {
    throw error instanceof AppError ? error : fileProblem(path, 'read', error)
  }
}

/** It is the first file of a release: nothing else of one is unpacked. */
async function readTarball(path: string): Promise<unknown> {
  const unpacked = createGunzip()
  const reading = pipeline(createReadStream(path), unpacked)
  reading.catch(() => {})
  try {
    for await (const { name, sizeBytes, content } of readEntries(unpacked)) {
      const isManifest = /^[^/]+\/release\.json$/.test(name) && sizeBytes <= maxManifestBytes
      return isManifest ? parse(await text(content)) : null
    }
  } catch (error) {
    throw new AppError('invalid_request', untranslated(`${path} is no release of Throughline (${messageOf(error)}).`))
  } finally {
    unpacked.destroy()
  }
  return null
}

function parse(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}
