import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { runScript, type CommandLine } from '../server/src/lib/command-line.ts'
import { productVersion } from '../server/src/lib/product-version.ts'
import { complete } from './release/complete.ts'
import { stage } from './release/stage.ts'

const root = join(import.meta.dirname, '..')

const releaseCommand = {
  command: 'npm run release --',
  what: 'Builds what people install: a tarball with everything that browsers get, and without what development needs.',
  options: {
    to: { type: 'string', value: 'DIR', what: 'where to put it; by default dist' },
    complete: { type: 'boolean', what: 'also one with all packages and Node for this kind of machine' },
  },
} as const satisfies CommandLine

function release(to: string, withComplete: boolean): void {
  const parent = mkdtempSync(join(tmpdir(), 'throughline-release-'))
  const name = `throughline-${productVersion}`
  const folder = join(parent, name)
  try {
    mkdirSync(folder)
    mkdirSync(to, { recursive: true })
    stage(folder)
    for (const workspace of ['desk', 'widget', 'lab']) build(workspace, join(folder, workspace, 'dist'))
    pack(parent, name, join(to, `${name}.tar.gz`))
    if (!withComplete) return
    complete(folder)
    pack(parent, name, join(to, `${name}-${process.platform}-${process.arch}.tar.gz`))
  } finally {
    rmSync(parent, { recursive: true, force: true })
  }
}

function build(workspace: string, target: string): void {
  mkdirSync(target, { recursive: true })
  execFileSync(process.execPath, [join(root, 'bin/build.ts'), `--to=${target}`, workspace], { stdio: 'inherit' })
}

/** The manifest is its first file, so that it is found without reading the rest. Files belong to the user who unpacks them. */
function pack(parent: string, name: string, file: string): void {
  const others = readdirSync(join(parent, name)).filter((entry) => entry !== 'release.json')
  const paths = ['release.json', ...others.toSorted()].map((entry) => `${name}/${entry}`)
  const modes = ['--owner=0', '--group=0', '--numeric-owner', '--mode=u+rw,go+r-w,a+X']
  execFileSync('tar', ['-czf', file, ...modes, '-C', parent, ...paths])
  process.stdout.write(`Packed: ${file}\n`)
}

// Other users may run it, whatever the mask of who builds it.
process.umask(0o022)
await runScript(releaseCommand, ({ values }) => {
  release(resolve(values.to ?? join(root, 'dist')), values.complete === true)
  if (existsSync(join(root, `server/test/releases/${productVersion}.sql.gz`))) return
  const script = 'node server/test/releases/make-dump.ts DATABASE_URL'
  process.stdout.write(`No dump of ${productVersion} is kept for tests of later versions: ${script}\n`)
})
