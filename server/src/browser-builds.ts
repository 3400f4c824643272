import { spawn } from 'node:child_process'
import { existsSync, globSync, statSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')

/** What browsers get: each workspace with the page by which one sees that it was built. */
const builds = [
  { workspace: 'desk', page: 'index.html' },
  { workspace: 'widget', page: 'frame.html' },
  { workspace: 'lab', page: 'index.html' },
] as const

/**
 * A fresh checkout has nothing built, and a changed one has it old. Built by processes of their own, one after the
 * other, so that the bundler's memory goes with them.
 */
export async function buildForBrowsers(say: (line: string) => void): Promise<void> {
  for (const { workspace, page } of builds) {
    if (!existsSync(join(root, workspace, 'package.json')) || !isStale(workspace, page)) continue
    say(`Building the ${workspace}, once …`)
    await bundle(workspace, say)
  }
}

/** The bundler and its plugins are the work of many: none of our secrets is in their environment. */
export function environmentOfBuild(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(env).filter(([name]) => inherited.has(name)))
}

const inherited = new Set(['PATH', 'HOME', 'TMPDIR', 'LANG', 'FORCE_COLOR', 'NO_COLOR'])

/** Without it the API, the mail and everything else still work, and the page says what is missing. */
function bundle(workspace: string, say: (line: string) => void): Promise<void> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'bin/build.ts'), workspace], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
      env: environmentOfBuild(process.env),
    })
    const fail = (reason: string): void => {
      say(`The ${workspace} could not be built (${reason}). Everything else runs; try: node bin/build.ts ${workspace}`)
      resolve()
    }
    child.once('error', (error) => fail(error.message))
    child.once('exit', (code) => (code === 0 ? resolve() : fail(`exit code ${code}`)))
  })
}

function isStale(workspace: string, page: string): boolean {
  const built = join(root, workspace, 'dist', page)
  if (!existsSync(built)) return true
  const builtAt = statSync(built).mtimeMs
  const sources = [
    `${workspace}/src/**/*`,
    `${workspace}/*.{ts,html,json}`,
    'protocol/src/**/*.ts',
    'package-lock.json',
  ]
  return globSync(sources, { cwd: root }).some((file) => statSync(join(root, file)).mtimeMs > builtAt)
}
