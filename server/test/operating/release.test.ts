import { execFileSync } from 'node:child_process'
import { chmodSync, chownSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { productVersion } from '../../src/lib/product-version.ts'
import { root, startCommand } from './start-command.ts'

// What people install, built as it is for them, and started far from the checkout.

const parent = mkdtempSync(join(tmpdir(), 'throughline-released-'))
const name = `throughline-${productVersion}`
const tarball = join(parent, 'dist', `${name}.tar.gz`)
const complete = join(parent, 'dist', `${name}-${process.platform}-${process.arch}.tar.gz`)
const folder = join(parent, 'complete', name)
const user = process.getuid?.() === 0 ? { uid: 12_345, gid: 12_345 } : undefined

beforeAll(() => {
  chmodSync(parent, 0o755)
  const script = [join(root, 'bin/release.ts'), `--to=${join(parent, 'dist')}`, '--complete']
  execFileSync(process.execPath, script, { stdio: ['ignore', 'ignore', 'inherit'] })
  for (const [file, to] of [
    [tarball, 'small'],
    [complete, 'complete'],
  ] as const) {
    mkdirSync(join(parent, to))
    execFileSync('tar', ['-xzf', file, '-C', join(parent, to)])
  }
}, 400_000)
afterAll(() => rmSync(parent, { recursive: true, force: true }))

test('it holds the product and what browsers get, and nothing of how they are developed', () => {
  const files = globSync('**/*', { cwd: join(parent, 'small', name) })
  for (const file of ['README.md', 'LICENSE', 'CHANGELOG.md', 'desk/dist/index.html', 'widget/dist/widget.js']) {
    expect(files).toContain(file)
  }
  expect(files.filter((file) => /\.test\.|^(e2e|bench|desk\/src|server\/test|\.git)/.test(file))).toEqual([])
  const lock: unknown = JSON.parse(readFileSync(join(parent, 'small', name, 'package-lock.json'), 'utf8'))
  expect(JSON.stringify(lock)).not.toMatch(/"node_modules\/(vite|vitest|react|typescript)"|"resolved":"http/)
})

test('the complete one starts as it is for an ordinary user, by its own Node and with a desk', async () => {
  const dataDir = join(parent, 'data')
  mkdirSync(dataDir, { mode: 0o700 })
  if (user) chownSync(dataDir, user.uid, user.gid)
  await using started = await startCommand({
    program: join(folder, 'bin/throughline'),
    dataDir,
    env: { PATH: '/usr/bin:/bin', SMTP_PORT: '0', DRAIN_NOTICE_SECONDS: '0' },
    ...(user && { user }),
  })
  expect(await (await fetch(`${started.url}/`)).text()).toContain('/assets/')
  expect((await fetch(`${started.url}/widget.js`)).status).toBe(200)
  expect(started.printed()).not.toContain('Building')
  expect(existsSync(join(dataDir, 'cache'))).toBe(false)
  started.child.kill('SIGTERM')
  expect(await started.ended).toBe(0)
}, 120_000)

test('unpacked it takes at most 300 MB, Node and PostgreSQL included', () => {
  const kilobytes = Number(execFileSync('du', ['-sk', folder], { encoding: 'utf8' }).split('\t')[0])
  expect(kilobytes / 1024).toBeLessThan(300)
})

test('the release that runs can be asked what an upgrade to another would do', () => {
  const program = join(folder, 'bin/throughline')
  const answer: unknown = JSON.parse(
    execFileSync(program, ['upgrade', '--check', tarball, '--json'], { encoding: 'utf8' }),
  )
  expect(answer).toMatchObject({ installed: productVersion, offered: productVersion, is: 'same', migrations: [] })
})
