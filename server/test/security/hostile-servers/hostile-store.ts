import { createHash } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { openFileStore, type FileStore } from '../../../src/platform/files/files.ts'
import { useHostileHttp } from './hostile-http.ts'

type Options = Pick<Parameters<typeof openFileStore>[0], 'onBroken'>

export const bytes = Buffer.from('what was kept')
export const sha256 = createHash('sha256').update(bytes).digest('hex')
export const key = `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`

/** An S3 store that answers as the test says, and our side of it, with little patience. */
export function useHostileStore(): {
  host: ReturnType<typeof useHostileHttp>
  store: (options?: Options) => Promise<FileStore>
} {
  const host = useHostileHttp()
  const dataDir = mkdtempSync(join(tmpdir(), 'throughline-test-'))
  afterAll(() => rmSync(dataDir, { recursive: true, force: true }))
  return {
    host,
    store(options = {}) {
      const endpoint = `http://127.0.0.1:${host.port}`
      const bucket = { region: 'us-east-1', bucket: 'b', forcePathStyle: true }
      const s3 = { endpoint, ...bucket, accessKeyId: 'k', secretAccessKey: 's' }
      return openFileStore({ dataDir, s3, s3PatienceMs: 150, ...options })
    },
  }
}
