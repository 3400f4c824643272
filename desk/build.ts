import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { build } from 'vite'

const dist = join(import.meta.dirname, 'dist')
const compressible = /\.(js|css|svg|html)$/
const smallestBytes = 1024

/** Bundles the desk into `desk/dist`, and compresses each file once, here, instead of at every request. */
export async function buildDesk(): Promise<{ tookMs: number }> {
  const startedAt = performance.now()
  await build({ configFile: join(import.meta.dirname, 'vite.config.ts'), logLevel: 'warn' })
  const files = await readdir(dist, { recursive: true })
  await Promise.all(files.filter((file) => compressible.test(file)).map((file) => compress(join(dist, file))))
  return { tookMs: Math.round(performance.now() - startedAt) }
}

async function compress(path: string): Promise<void> {
  const content = await readFile(path)
  if (content.length < smallestBytes) return
  // Quality 9 is a tenth of the time of 11, for files about 4 % larger.
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
  const [br, gz] = await Promise.all([promisify(brotliCompress)(content, { params }), promisify(gzip)(content)])
  await Promise.all([writeFile(`${path}.br`, br), writeFile(`${path}.gz`, gz)])
}

if (import.meta.main) {
  const { tookMs } = await buildDesk()
  process.stdout.write(`The desk was built in ${(tookMs / 1000).toFixed(1)} s.\n`)
}
