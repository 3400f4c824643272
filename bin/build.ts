import { globSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { build } from 'vite'
import { runScript, UsageError, type CommandLine } from '../server/src/lib/command-line.ts'

const root = join(import.meta.dirname, '..')
const compressible = /\.(js|css|svg|html)$/
const smallestBytes = 1024

/**
 * Bundles a workspace for browsers into its `dist`, once for each of its `vite*.config.ts`, and compresses each file
 * once, here, instead of at every request: `node bin/build.ts desk widget`.
 */
async function bundle(workspace: string, target: string | undefined): Promise<void> {
  const dist = target ?? join(root, workspace, 'dist')
  const configFiles = globSync('vite*.config.ts', { cwd: join(root, workspace) }).toSorted()
  for (const configFile of configFiles) {
    await build({
      configFile: join(root, workspace, configFile),
      // Read as it is: the bundler's own way writes a file beside the packages, which may be root's.
      configLoader: 'native',
      logLevel: 'warn',
      // A folder that was named is new: nothing is removed from it.
      build: { outDir: dist, ...(target !== undefined && { emptyOutDir: false }) },
    })
  }
  const files = await readdir(dist, { recursive: true })
  await Promise.all(files.filter((file) => compressible.test(file)).map((file) => compress(join(dist, file))))
}

async function compress(path: string): Promise<void> {
  const content = await readFile(path)
  if (content.length < smallestBytes) return
  // Quality 9 is a tenth of the time of 11, for files about 4 % larger.
  const params = { [constants.BROTLI_PARAM_QUALITY]: 9, [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
  const [br, gz] = await Promise.all([promisify(brotliCompress)(content, { params }), promisify(gzip)(content)])
  await Promise.all([writeFile(`${path}.br`, br), writeFile(`${path}.gz`, gz)])
}

async function buildAll(workspaces: readonly string[], target: string | undefined): Promise<void> {
  for (const workspace of workspaces) {
    const startedAt = performance.now()
    await bundle(workspace, target)
    const tookSeconds = (performance.now() - startedAt) / 1000
    process.stdout.write(`Built: ${workspace}, in ${tookSeconds.toFixed(1)} s.\n`)
  }
}

const known = ['desk', 'widget', 'lab']
const buildCommand = {
  command: 'node bin/build.ts',
  what: `Builds what browsers get: ${known.join(', ')}.`,
  options: { to: { type: 'string', value: 'DIR', what: 'where to put it; by default in dist of each' } },
  positionals: { usage: 'NAME [NAME …]', min: 1, max: known.length, missing: 'Name what to build.' },
} satisfies CommandLine

// Another user may run the product later.
process.umask(0o022)
// Also in tests: people get the build that is made for them, not the one for developers.
process.env['NODE_ENV'] = 'production'
await runScript(buildCommand, async ({ positionals, values }) => {
  const unknown = positionals.filter((name) => !known.includes(name))
  if (unknown.length > 0) throw new UsageError(`There is no ${unknown.join(', ')} to build.`, buildCommand)
  if (values.to !== undefined && positionals.length > 1) throw new UsageError('--to takes one of them.', buildCommand)
  // What a start builds for itself is for nobody else.
  if (values.to !== undefined) process.umask(0o077)
  await buildAll(positionals, values.to)
})
