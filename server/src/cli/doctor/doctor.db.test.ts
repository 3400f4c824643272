import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  chownSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { isRoot, useEmbeddedFolders } from '../../../test/embedded-folders.ts'
import { freePort } from '../../../test/free-port.ts'
import { programEnv } from '../../../test/program-env.ts'

const cli = join(import.meta.dirname, '../cli.ts')
const { makeFolder, startHere } = useEmbeddedFolders()
let port: string
let parent: string
beforeAll(async () => {
  port = String(await freePort())
  parent = mkdtempSync(join(tmpdir(), 'throughline-doctor-'))
  chmodSync(parent, 0o755)
})
afterAll(() => rmSync(parent, { recursive: true, force: true }))

interface User {
  uid: number
  gid: number
}

function runDoctor(dataDir: string, user?: User, more = {}): { code: number | null; out: string } {
  const env = { ...programEnv, DATA_DIR: dataDir, PORT: port, SMTP_PORT: '0', ...more }
  const { status, stdout } = spawnSync(process.execPath, [cli, 'doctor'], { ...user, env, cwd: '/', encoding: 'utf8' })
  return { code: status, out: stdout }
}

/** Every file and folder, with when it was changed last. */
function stateOf(folder: string): Record<string, number> {
  const names = ['.', ...readdirSync(folder, { recursive: true, encoding: 'utf8' })]
  return Object.fromEntries(names.map((name) => [name, lstatSync(join(folder, name)).mtimeMs]))
}

test('a stopped built-in database is not started, and nothing in the data folder changes', async () => {
  const folder = makeFolder()
  await (await startHere(folder)).stop()
  mkdirSync(join(folder, 'files'), { mode: 0o700 })
  const before = stateOf(folder)
  const { code, out } = runDoctor(folder)
  expect(out).toMatch(/✓ Database {3}The built-in database is stopped.*\n {13}→ Start the product/)
  expect(out).toMatch(/✓ Files {6}Files can be written to /)
  expect(stateOf(folder)).toEqual(before)
  expect(code).toBe(0)
})

test('a stopped database that the next start refuses is reported, with what the start would say', async () => {
  const folder = makeFolder()
  await (await startHere(folder)).stop()
  const versionFile = join(folder, 'postgres/cluster/PG_VERSION')
  const version = readFileSync(versionFile)
  writeFileSync(versionFile, '16\n')
  const { code, out } = runDoctor(folder)
  writeFileSync(versionFile, version)
  expect(out).toMatch(/✗ Database .* was made by PostgreSQL 16, and this version of Throughline carries 18\./)
  expect(code).toBe(1)
})

test('a folder for files that cannot be written to is reported', () => {
  const folder = join(parent, 'data')
  const files = join(folder, 'files')
  mkdirSync(files, { recursive: true })
  // Root may write anywhere.
  const user = isRoot ? { uid: 12_345, gid: 12_345 } : undefined
  if (user) for (const path of [folder, files]) chownSync(path, user.uid, user.gid)
  chmodSync(folder, 0o700)
  chmodSync(files, 0o500)
  const { code, out } = runDoctor(folder, user)
  expect(out).toMatch(/✗ Files {6}Files can't be kept in .*files: .*\n {13}→ Check who owns the data folder/)
  expect(code).toBe(1)
  chmodSync(files, 0o700)
})

test('a variable that looks like a setting and is none is named', () => {
  const { out } = runDoctor(makeFolder(), undefined, { PUBLIC_UTL: 'https://help.example.com' })
  expect(out).toContain('→ PUBLIC_UTL is set, and is not a setting. Did you mean PUBLIC_URL?')
})

test('a provider for signing in that does not answer, or may not be asked, is reported', () => {
  const env = { OIDC_CLIENT_ID: 'desk', OIDC_CLIENT_SECRET: 's3cret', OIDC_ISSUER: 'http://127.0.0.1:1' }
  const refused = runDoctor(makeFolder(), undefined, env).out
  expect(refused).toMatch(/✗ OpenID {5}http:\/\/127\.0\.0\.1:1 cannot be used .*\n {13}→ .*ALLOWED_PRIVATE_HOSTS/)
  expect(refused).not.toContain('s3cret')
})
