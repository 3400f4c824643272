import { spawn } from 'node:child_process'
import { existsSync, globSync, statSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '../..')
const built = join(root, 'desk/dist/index.html')

/**
 * A fresh checkout has no built desk, and a changed one has an old one. Built by a process of its own, so that the
 * bundler's memory goes with it.
 */
export async function buildDeskIfStale(say: (line: string) => void): Promise<void> {
  if (!existsSync(join(root, 'desk/build.ts')) || !isStale()) return
  say('Building the desk, once …')
  // Without it the API, the mail and everything else still work, and the page says what is missing.
  await new Promise<void>((resolve) => {
    const child = spawn(process.execPath, [join(root, 'desk/build.ts')], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    const fail = (reason: string): void => {
      say(`The desk could not be built (${reason}). Everything else runs; try: node desk/build.ts`)
      resolve()
    }
    child.once('error', (error) => fail(error.message))
    child.once('exit', (code) => (code === 0 ? resolve() : fail(`exit code ${code}`)))
  })
}

function isStale(): boolean {
  if (!existsSync(built)) return true
  const builtAt = statSync(built).mtimeMs
  const sources = globSync(['desk/src/**/*', 'desk/*.{ts,html,json}', 'protocol/src/**/*.ts', 'package-lock.json'], {
    cwd: root,
  })
  return sources.some((file) => statSync(join(root, file)).mtimeMs > builtAt)
}
