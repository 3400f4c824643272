import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { privateFolderMode } from '../lib/data-folder.ts'
import { messageOf } from '../lib/errors.ts'
import { productVersion } from '../lib/product-version.ts'

const root = join(import.meta.dirname, '../../..')

/** What browsers get: each workspace with the page by which one sees that it was built. */
const builds = [
  { workspace: 'desk', page: 'index.html' },
  { workspace: 'widget', page: 'frame.html' },
  { workspace: 'lab', page: 'index.html' },
] as const

/** The folder of each build. */
export type BrowserBuilds = Readonly<Record<(typeof builds)[number]['workspace'], string>>

/** As a release brings them, and `npm run build` makes them. */
export const readyBuilds: BrowserBuilds = {
  desk: join(root, 'desk/dist'),
  widget: join(root, 'widget/dist'),
  lab: join(root, 'lab/dist'),
}

/** The newest builds, and the one before for a node of the same folder that still serves it. */
const keptBuilds = 2

/**
 * A release brings what browsers get. A checkout that has nothing built, or has it old, gets it once for each version,
 * in the data folder: the checkout may be read-only, and belong to root. Built by processes of their own, one after the
 * other, so that the bundler's memory goes with them.
 */
export async function buildForBrowsers(options: {
  dataDir: string
  say: (line: string) => void
}): Promise<BrowserBuilds> {
  const stale = builds.filter(({ workspace, page }) => isStale(workspace, page))
  if (stale.length === 0) return readyBuilds
  const cache = join(options.dataDir, 'cache', 'browser')
  const folder = join(cache, `${productVersion}-${fingerprint()}`)
  const found = { ...readyBuilds }
  for (const { workspace } of stale) {
    const target = join(folder, workspace)
    if (!existsSync(target)) await buildInto(target, workspace, options.say)
    if (existsSync(target)) found[workspace] = target
  }
  removeOldest(cache)
  return found
}

/** In a checkout: is what `npm run build` made older than its sources, or missing? */
export function staleWorkspaces(): string[] {
  return builds.filter(({ workspace, page }) => isStale(workspace, page)).map(({ workspace }) => workspace)
}

/** The bundler and its plugins are the work of many: none of our secrets is in their environment. */
export function environmentOfBuild(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  // A user without a name, as in containers, has no home, and nothing of a home should count.
  return { ...Object.fromEntries(Object.entries(env).filter(([name]) => inherited.has(name))), HOME: root }
}

const inherited = new Set(['PATH', 'TMPDIR', 'LANG', 'FORCE_COLOR', 'NO_COLOR'])

/** It appears under its name when it is complete: a start that is killed meanwhile leaves nothing half done. */
async function buildInto(target: string, workspace: string, say: (line: string) => void): Promise<void> {
  const unfinished = `${target}.${process.pid}.unfinished`
  say(`Building the ${workspace}, once …`)
  try {
    mkdirSync(unfinished, { recursive: true, mode: privateFolderMode })
    await bundle(workspace, unfinished)
    renameSync(unfinished, target)
  } catch (error) {
    // Without it the API, the mail and everything else still work, and the page says what is missing.
    const why = `The ${workspace} could not be built (${messageOf(error)}). Everything else runs.`
    say(`${why} A release brings it; in a checkout, run npm ci and npm run build.`)
  } finally {
    rmSync(unfinished, { recursive: true, force: true })
  }
}

function bundle(workspace: string, target: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [join(root, 'bin/build.ts'), `--to=${target}`, workspace], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: environmentOfBuild(process.env),
    })
    child.once('error', reject)
    child.once('exit', (code) => (code === 0 ? resolve() : reject(new Error(`exit code ${code}`))))
  })
}

function sourcesOf(workspace: string): string[] {
  const patterns = [
    `${workspace}/src/**/*`,
    `${workspace}/*.{ts,html,json}`,
    'protocol/src/**/*.ts',
    'package-lock.json',
  ]
  return globSync(patterns, { cwd: root }).filter((file) => statSync(join(root, file)).isFile())
}

function isStale(workspace: string, page: string): boolean {
  // A release has builds and no sources.
  if (!existsSync(join(root, workspace, 'package.json'))) return false
  const built = join(root, workspace, 'dist', page)
  if (!existsSync(built)) return true
  const builtAt = statSync(built).mtimeMs
  return sourcesOf(workspace).some((file) => statSync(join(root, file)).mtimeMs > builtAt)
}

/** Of all sources: two checkouts of one version may differ. */
function fingerprint(): string {
  const hash = createHash('sha256')
  const files = new Set(builds.flatMap(({ workspace }) => sourcesOf(workspace)))
  for (const file of [...files].toSorted()) hash.update(`${file}\0`).update(readFileSync(join(root, file)))
  return hash.digest('hex').slice(0, 12)
}

function removeOldest(cache: string): void {
  if (!existsSync(cache)) return
  const folders = readdirSync(cache).map((name) => join(cache, name))
  const byAge = folders.toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)
  for (const old of byAge.slice(keptBuilds)) rmSync(old, { recursive: true, force: true })
}
