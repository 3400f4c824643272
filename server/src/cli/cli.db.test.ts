import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { chmod, lstat, mkdir, mkdtemp, readFile, readdir, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../test/database.ts'
import { programEnv } from '../../test/program-env.ts'
import { freePort } from '../../test/free-port.ts'

// As an operator runs it: a process, its output, its exit code.

interface Ran {
  code: number
  out: string
  err: string
}

const cli = join(import.meta.dirname, 'cli.ts')
let database: TestDatabase
let empty: TestDatabase
let folder: string
beforeAll(async () => {
  database = await createTestDatabase()
  empty = await createTestDatabase({ empty: true })
  folder = await mkdtemp(join(tmpdir(), 'throughline-cli-'))
})
afterAll(async () => {
  await database.drop()
  await empty.drop()
})

function run(args: string[], env: Record<string, string> = {}): Promise<Ran> {
  const surroundings = { ...programEnv, DATA_DIR: join(folder, 'data'), ...env }
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], { env: surroundings }, (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err })
    })
  })
}

test('help is what was asked for, and an unknown command is a mistake', async () => {
  expect(await run([])).toMatchObject({ code: 0, out: expect.stringContaining('email inspect FILE.eml'), err: '' })
  const mistaken = await run(['frobnicate'])
  expect(mistaken).toMatchObject({ code: 2, out: '' })
  expect(mistaken.err).toMatch(/^There is no command "frobnicate"\.\n\nUsage/)
})

test('a mail is shown as it is read; of several, one that cannot be read does not stop the others', async () => {
  const file = join(folder, 'mail.eml')
  await writeFile(file, 'From: Ana <ana@mail.example>\r\nSubject: Lamp\r\n\r\nIt flickers.\r\n')
  const one = await run(['email', 'inspect', file])
  expect(JSON.parse(one.out)).toMatchObject({ kind: 'human', subject: 'Lamp', replyText: 'It flickers.' })
  const several = await run(['email', 'inspect', file, join(folder, 'nowhere.eml'), folder])
  const lines = several.out.trim().split('\n')
  expect(several.code).toBe(1)
  expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
    { file, subject: 'Lamp' },
    { error: `${join(folder, 'nowhere.eml')} can't be read: there is no such file or folder.` },
    { error: `${folder} can't be read: it is a folder.` },
  ])
})

test('the doctor says for each thing how it is, and what to do about what is wrong', async () => {
  const port = String(await freePort())
  const well = await run(['doctor', '--json'], { DATABASE_URL: database.url, PORT: port, SMTP_PORT: '0' })
  expect(well.code).toBe(0)
  expect(JSON.parse(well.out)).toMatchObject({
    ok: true,
    findings: expect.arrayContaining([
      expect.objectContaining({ name: 'Schema', sentence: 'The schema is up to date.' }),
    ]),
  })
  const ill = await run(['doctor'], { DATABASE_URL: 'postgresql://127.0.0.1:1/none', PORT: port, SMTP_PORT: '0' })
  expect(ill).toMatchObject({ code: 1, err: '' })
  expect(ill.out).toMatch(/✗ Database {3}The database of DATABASE_URL cannot be used: .*\n {13}→ Check DATABASE_URL/)
  await using newer = await createTestDatabase()
  const later = `insert into schema_migrations (version, name, checksum, rolling) values ($1, 'later', '', $2)`
  await newer.pool.query(later, [9998, 'yes'])
  const goesOn = await run(['doctor'], { DATABASE_URL: newer.url, PORT: port, SMTP_PORT: '0' })
  expect(goesOn.out).toMatch(/✓ Schema {5}A newer version has brought the schema to 9998, and this one goes on with it/)
  await newer.pool.query(later, [9999, 'no'])
  const ahead = await run(['doctor'], { DATABASE_URL: newer.url, PORT: port, SMTP_PORT: '0' })
  expect(ahead.out).toMatch(/✗ Schema {5}This database was migrated by a newer version of Throughline \(migration 9999/)
  expect(ahead).toMatchObject({ code: 1, out: expect.not.stringContaining('All is well') })
  const open = join(folder, 'open')
  await mkdir(open)
  await chmod(open, 0o755)
  const exposed = await run(['doctor'], { DATABASE_URL: database.url, DATA_DIR: open, PORT: port, SMTP_PORT: '0' })
  expect(exposed).toMatchObject({ code: 1, err: '' })
  expect(exposed.out).toMatch(/✗ Folder {5}Other users of this machine can enter .*\n {13}→ The next start closes it/)
  const proxied = await run(['doctor'], {
    DATABASE_URL: database.url,
    PORT: port,
    SMTP_PORT: '0',
    PUBLIC_URL: 'https://desk.example.com',
  })
  expect(proxied.out).toMatch(/✓ Proxy {6}TRUST_PROXY is not set\.\n {13}→ If a proxy forwards requests to https:/)
  const confused = await run(['doctor'], { PORT: 'abc' })
  expect(confused.out).toContain('✗ Settings   PORT is "abc", and must be a whole number from 0 to 65535.')
})

test('what was backed up is restored into an empty database, and into no other', async () => {
  const archive = join(folder, 'backup.tar.gz')
  const saved = await run(['backup', archive], { DATABASE_URL: database.url })
  expect(saved).toMatchObject({ code: 0, err: '' })
  expect(saved.out).toMatch(/^Saved \d+ rows of \d+ tables and 0 files to .*\.\n.*SECRET_KEY/)
  expect((await readFile(archive)).length).toBeGreaterThan(1000)
  expect((await stat(archive)).mode & 0o777).toBe(0o600)
  expect((await readdir(folder)).filter((name) => name.includes('unfinished'))).toEqual([])

  const full = await run(['restore', archive], { DATABASE_URL: database.url })
  expect(full).toMatchObject({ code: 1, out: '' })
  expect(full.err).toContain('This database has tables already. Restore into an empty one.')
  const restored = await run(['restore', archive, '--json'], { DATABASE_URL: empty.url })
  expect(JSON.parse(restored.out)).toMatchObject({ file: archive, files: 0 })
})

test('a file that cannot be had is one sentence, and nothing is begun', async () => {
  const dataDir = join(folder, 'untouched')
  const nowhere = join(folder, 'nowhere', 'backup.tar.gz')
  expect(await run(['backup', nowhere], { DATA_DIR: dataDir })).toMatchObject({
    code: 1,
    err: `throughline backup: ${nowhere} can't be written: there is no such file or folder.\n`,
  })
  expect(await run(['restore', nowhere], { DATA_DIR: dataDir })).toMatchObject({
    code: 1,
    err: `throughline restore: ${nowhere} can't be read: there is no such file or folder.\n`,
  })
  expect(await run(['restore'])).toMatchObject({ code: 2, err: expect.stringContaining('Name the file to read') })
  expect(existsSync(dataDir)).toBe(false)
  const gone = await run(['backup', join(folder, 'gone.tar.gz')], { DATABASE_URL: 'postgresql://127.0.0.1:1/none' })
  expect(gone.err).toMatch(/^The database of DATABASE_URL cannot be used: connect ECONNREFUSED/)
  expect((await readdir(folder)).filter((name) => name.startsWith('gone'))).toEqual([])
})

test('a backup replaces an existing file only when asked to', async () => {
  const file = join(folder, 'kept.tar.gz')
  await writeFile(file, 'the backup of yesterday', { mode: 0o644 })
  const refused = await run(['backup', file], { DATABASE_URL: database.url })
  expect(refused).toEqual({
    code: 1,
    out: '',
    err: `throughline backup: ${file} is there already. Name another file, or replace it with --force.\n`,
  })
  expect(await readFile(file, 'utf8')).toBe('the backup of yesterday')
  expect(await run(['backup', file, '--force'], { DATABASE_URL: database.url })).toMatchObject({ code: 0, err: '' })
  expect((await readFile(file)).length).toBeGreaterThan(1000)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
})

test('a backup is not written through a link', async () => {
  const [file, elsewhere] = [join(folder, 'linked.tar.gz'), join(folder, 'elsewhere')]
  await writeFile(elsewhere, 'precious')
  await symlink(elsewhere, `${file}.unfinished`)
  await symlink(elsewhere, file)
  expect(await run(['backup', file, '--force'], { DATABASE_URL: database.url })).toMatchObject({ code: 0, err: '' })
  expect(await readFile(elsewhere, 'utf8')).toBe('precious')
  expect((await lstat(file)).isFile()).toBe(true)
})
