import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { createTestDatabase, type TestDatabase } from '../../database.ts'
import { programEnv } from '../../program-env.ts'

// Archives that were made, or changed, to break the machine they are restored on.

const cli = join(import.meta.dirname, '../../../src/cli/cli.ts')

// Many commands in a row, or much to unpack.
const patienceMs = 120_000

interface Entry {
  name: string
  content: Buffer
  /** 0: a file; 1: a hard link, 2: a link, 3 and 4: devices, 5: a folder, 6: a pipe. */
  type?: string
  link?: string
  /** What the header says of the size, when that is not true. */
  size?: string
}

function tarOf(entries: Entry[]): Buffer {
  const blocks = entries.flatMap(({ name, content, type = '0', link = '', size }) => {
    const header = Buffer.alloc(512)
    const put = (text: string, at: number): void => void header.write(text, at, 'latin1')
    put(name, 0)
    put('0000600\0', 100)
    put(size ?? content.length.toString(8).padStart(11, '0'), 124)
    put('00000000000', 136)
    put('        ', 148)
    put(type, 156)
    put(link, 157)
    put('ustar\x0000', 257)
    put(
      `${header
        .reduce((sum, byte) => sum + byte, 0)
        .toString(8)
        .padStart(6, '0')}\0 `,
      148,
    )
    return [header, content, Buffer.alloc((512 - (content.length % 512)) % 512)]
  })
  return Buffer.concat([...blocks, Buffer.alloc(1024)])
}

function entriesOf(tar: Buffer): Entry[] {
  const entries: Entry[] = []
  for (let at = 0; tar[at] !== 0;) {
    const field = (start: number, length: number): string =>
      tar.toString('latin1', at + start, at + start + length).split('\0')[0]!
    const size = parseInt(field(124, 12), 8)
    entries.push({ name: field(0, 100), content: tar.subarray(at + 512, at + 512 + size) })
    at += 512 + Math.ceil(size / 512) * 512
  }
  return entries
}

let parent: string
let dataDir: string
let valid: Entry[]
let target: TestDatabase
beforeAll(async () => {
  parent = mkdtempSync(join(tmpdir(), 'throughline-hostile-'))
  // For what a command that PostgreSQL runs would leave.
  chmodSync(parent, 0o777)
  await using source = await createTestDatabase()
  const archive = join(parent, 'valid.tar.gz')
  await run(['backup', archive], source)
  valid = entriesOf(gunzipSync(readFileSync(archive)))
})
afterAll(() => rmSync(parent, { recursive: true, force: true }))
beforeEach(async () => {
  target = await createTestDatabase({ empty: true })
  dataDir = mkdtempSync(join(parent, 'data-'))
  mkdirSync(join(dataDir, 'files'), { mode: 0o700 })
  writeFileSync(join(dataDir, 'secret.key'), 'the key', { mode: 0o600 })
  return () => target.drop()
})

function run(args: string[], { url }: TestDatabase): Promise<{ code: number; err: string }> {
  const env = { ...programEnv, DATABASE_URL: url, DATA_DIR: dataDir ?? parent }
  return new Promise((resolve) => {
    execFile(process.execPath, [cli, ...args], { env }, (error, _out, err) => {
      resolve({ code: error ? Number(error.code) : 0, err })
    })
  })
}

async function restore(entries: Entry[]): Promise<{ code: number; err: string }> {
  const archive = join(dataDir, 'archive.tar.gz')
  writeFileSync(archive, gzipSync(tarOf(entries), { level: 1 }))
  const ran = await run(['restore', archive], target)
  rmSync(archive)
  return ran
}

async function expectUntouched(): Promise<void> {
  const { rows } = await target.pool.query(`SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace`)
  expect(rows).toEqual([])
  expect(readdirSync(join(dataDir, 'files'), { recursive: true })).toEqual([])
  expect(readFileSync(join(dataDir, 'secret.key'), 'utf8')).toBe('the key')
  expect(readdirSync(dataDir).toSorted()).toEqual(['files', 'secret.key'])
}

const refused = {
  code: 1,
  err: expect.stringMatching(/^throughline restore: The archive [^\n]+ Nothing was restored\.\n$/),
}

/** The archive with further files, and a summary that counts them. */
function withFiles(...files: Entry[]): Entry[] {
  const summary: { files: { count: number; sha256: string } } = JSON.parse(valid.at(-1)!.content.toString())
  const hash = createHash('sha256')
  for (const { name, content } of files) hash.update(`${name.slice('files/'.length)}\n`).update(content)
  summary.files = { count: files.length, sha256: hash.digest('hex') }
  return [...valid.slice(0, -1), ...files, { name: 'summary.json', content: Buffer.from(JSON.stringify(summary)) }]
}

const evil = Buffer.from('evil')
const keyOf = (content: Buffer): string => {
  const sha256 = createHash('sha256').update(content).digest('hex')
  return `files/${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`
}

test('an archive that was made by hand is restored as long as it keeps to the rules', async () => {
  expect(await restore(withFiles({ name: keyOf(evil), content: evil }))).toEqual({ code: 0, err: '' })
  expect(readFileSync(join(dataDir, keyOf(evil)), 'utf8')).toBe('evil')
})

test.each([
  ['files/../secret.key'],
  ['files//etc/escaped'],
  ['files/..\\secret.key'],
  ['files/.hidden'],
  ['/etc/escaped'],
])('a file named %s stops the restore before anything is written', async (name) => {
  expect(await restore(withFiles({ name, content: evil }))).toEqual(refused)
  await expectUntouched()
})

test.each([
  ['a link', '2'],
  ['a device', '3'],
  ['a sparse file', 'S'],
  ['a new name for the next entry', 'x'],
])('%s among the files stops the restore', async (_what, type) => {
  const entry = { name: keyOf(Buffer.alloc(0)), content: Buffer.alloc(0), type, link: '/etc/passwd' }
  expect(await restore(withFiles(entry))).toEqual(refused)
  await expectUntouched()
})

test.each([
  ['that is negative', '-0000000010'],
  ['in another notation', '\x80\0\0\0\0\0\0\0\0\0\x04\0'],
  ['of 8 GB', '77777777777'],
])('a size %s stops the restore', async (_what, size) => {
  expect(await restore(withFiles({ name: keyOf(evil), content: evil, size }))).toEqual(refused)
  await expectUntouched()
})

test(
  'a small archive that unpacks to gigabytes is given up',
  async () => {
    const zeros = Buffer.alloc(200 * 2 ** 20)
    const entries = Array.from({ length: 4 }, () => ({ name: keyOf(zeros), content: zeros }))
    const archive = join(dataDir, 'archive.tar.gz')
    // Compressed one by one, or it takes gigabytes here.
    const [head, ...rest] = [
      tarOf(valid.slice(0, -1)).subarray(0, -1024),
      ...entries.map((entry) => tarOf([entry]).subarray(0, -1024)),
    ]
    const bomb = gzipSync(rest[0]!)
    writeFileSync(archive, Buffer.concat([gzipSync(head), ...rest.map(() => bomb)]))
    expect(await run(['restore', archive], target)).toEqual(refused)
    rmSync(archive)
    await expectUntouched()
  },
  patienceMs,
)

test('a file whose content is not what its name says stops the restore', async () => {
  expect(await restore(withFiles({ name: keyOf(Buffer.from('good')), content: evil }))).toEqual(refused)
  await expectUntouched()
})

function withManifest(change: (manifest: Manifest) => void): Entry[] {
  const manifest: Manifest = JSON.parse(valid[0]!.content.toString())
  change(manifest)
  return [{ name: 'manifest.json', content: Buffer.from(JSON.stringify(manifest)) }, ...valid.slice(1)]
}
interface Manifest {
  tables: { name: string; columns: string[] }[]
  schemas: { name: string; construction: string }[]
}

test(
  'SQL inside an archive is not run, wherever it is',
  async () => {
    const marker = join(parent, 'ran')
    const command = `COPY (SELECT 1) TO PROGRAM 'touch ${marker}'`
    const attacks: ((manifest: Manifest) => void)[] = [
      ({ schemas }) => schemas.push({ name: 'pgboss', construction: command }),
      ({ schemas }) => schemas.push({ name: 'other', construction: `CREATE SCHEMA other; ${command}` }),
      ({ schemas }) =>
        (schemas[0] = { name: 'pgboss', construction: `${schemas[0]?.construction ?? ''};\n${command}` }),
      ({ tables }) => tables.push({ name: `public.jobs; ${command}; --`, columns: [] }),
      ({ tables }) => tables.push({ name: `public.jobs; ${command}; --`, columns: ['id'] }),
      ({ tables }) => tables[0]!.columns.push(`id) FROM PROGRAM 'touch ${marker}' --`),
    ]
    for (const attack of attacks) {
      expect((await restore(withManifest(attack))).code).toBe(1)
      expect(existsSync(marker)).toBe(false)
      await expectUntouched()
    }
  },
  patienceMs,
)

test(
  'rows and summaries that are invalid are refused with a sentence',
  async () => {
    const [manifest, ...rest] = valid
    const cases: Entry[][] = [
      [manifest!, { name: 'tables/public.nothing/000001.copy', content: evil }, ...rest],
      [manifest!, ...rest.slice(0, -1), { name: 'summary.json', content: evil }],
      [manifest!, ...rest.slice(0, -1), { name: 'summary.json', content: Buffer.from('{}') }],
      [{ name: 'manifest.json', content: evil }, ...rest],
      [...valid, { name: 'summary.json', content: rest.at(-1)!.content }],
    ]
    for (const entries of cases) {
      expect(await restore(entries)).toEqual(refused)
      await expectUntouched()
    }
  },
  patienceMs,
)
