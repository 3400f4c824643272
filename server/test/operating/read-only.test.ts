import { chmodSync, chownSync, cpSync, existsSync, globSync, mkdirSync, mkdtempSync } from 'node:fs'
import { readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { root, startCommand } from './start-command.ts'

// A checkout as a careful operator keeps it: root's, without anything built, and nobody may write in it.

const user = process.getuid?.() === 0 ? { uid: 12_345, gid: 12_345 } : undefined
const parent = mkdtempSync(join(tmpdir(), 'throughline-read-only-'))
const [checkout, dataDir] = [join(parent, 'checkout'), join(parent, 'data')]

beforeAll(() => {
  chmodSync(parent, 0o755)
  const patterns = [
    '*.json',
    'bin/*',
    '{protocol,server}/package.json',
    '{protocol,server}/src',
    'server/migrations',
    '{desk,widget,lab}/{src,*.ts,*.html,*.json}',
  ]
  for (const path of globSync(patterns, { cwd: root })) {
    cpSync(join(root, path), join(checkout, path), { recursive: true })
  }
  for (const path of ['node_modules', 'server/node_modules']) {
    if (existsSync(join(root, path))) symlinkSync(join(root, path), join(checkout, path))
  }
  const { files, folders } = below(checkout)
  for (const path of files) chmodSync(path, 0o444)
  for (const path of folders) chmodSync(path, 0o555)
  mkdirSync(dataDir, { mode: 0o700 })
  if (user) chownSync(dataDir, user.uid, user.gid)
})
afterAll(() => {
  for (const path of below(checkout).folders) chmodSync(path, 0o755)
  rmSync(parent, { recursive: true, force: true })
})

/** No link is followed: it leads to files that are not ours to change. */
function below(folder: string): { files: string[]; folders: string[] } {
  const entries = readdirSync(folder, { withFileTypes: true })
  const deeper = entries.filter((entry) => entry.isDirectory()).map(({ name }) => below(join(folder, name)))
  const own = entries.filter((entry) => entry.isFile()).map(({ name }) => join(folder, name))
  return {
    files: [...own, ...deeper.flatMap(({ files }) => files)],
    folders: [folder, ...deeper.flatMap(({ folders }) => folders)],
  }
}

test('an ordinary user starts it with a desk, the second time without building, and writes in the data folder alone', async () => {
  const before = below(checkout)
  const env = { SMTP_PORT: '0', DRAIN_NOTICE_SECONDS: '0' }
  for (const start of ['first', 'second']) {
    const started = await startCommand({ folder: checkout, dataDir, env, ...(user && { user }) })
    const page = await fetch(`${started.url}/`)
    expect({ start, status: page.status, text: await page.text() }).toMatchObject({
      status: 200,
      text: expect.stringContaining('/assets/'),
    })
    expect((await fetch(`${started.url}/widget.js`)).status).toBe(200)
    expect(started.printed().includes('Building the desk')).toBe(start === 'first')
    started.child.kill('SIGTERM')
    expect(await started.ended).toBe(0)
  }
  expect(below(checkout)).toEqual(before)
}, 180_000)
