import { execFileSync } from 'node:child_process'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Lock } from './production-lock.ts'

const command = `#!/bin/sh
# The operator's command line, with the Node that came along.
here=$(dirname -- "$(readlink -f -- "$0")")
exec "$here/../node_modules/.bin/node" "$here/../server/src/cli/cli.ts" "$@"
`

/** Adds all packages and Node for this kind of machine to a staged release, so that it starts as it is. */
export function complete(folder: string): void {
  const file = join(folder, 'package-lock.json')
  const before = readFileSync(file, 'utf8')
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- written by npm
  const lock = JSON.parse(before) as Lock
  // Here Node comes along, however new the one is that this runs on.
  for (const [path, found] of Object.entries(lock.packages)) {
    if (path.startsWith('node_modules/node-')) delete found.engines
  }
  writeFileSync(file, JSON.stringify(lock))
  execFileSync('npm', ['ci', '--omit=dev', '--prefer-offline', '--no-audit', '--ignore-scripts'], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  writeFileSync(file, before)
  execFileSync(process.execPath, [join(folder, 'bin/trim.mjs')], { stdio: 'inherit' })
  writeFileSync(join(folder, 'bin/throughline'), command)
  chmodSync(join(folder, 'bin/throughline'), 0o755)
}
