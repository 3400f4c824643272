import { spawn } from 'node:child_process'
import { createWriteStream, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { once } from 'node:events'
import { createGzip } from 'node:zlib'
import { afterAll, expect, test } from 'vitest'
import { writeEnd, writeEntry } from '../../../src/platform/db/backup/tar.ts'
import { programEnv } from '../../program-env.ts'

// As an operator types it, by mistake or because they want to know more: words that a command must not take for names.

const root = join(import.meta.dirname, '../../../..')
const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

interface Ran {
  code: number | null
  out: string
  err: string
  /** What is in the folder where it was typed. */
  made: string[]
}

async function type(script: string, args: string[]): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-typed-'))
  folders.push(folder)
  const child = spawn(process.execPath, [join(root, script), ...args], {
    cwd: folder,
    // What is taken for a name all the same may begin, and is ended.
    timeout: 55_000,
    env: { ...programEnv, DATA_DIR: join(folder, 'data'), PORT: '0', SMTP_PORT: '0', LOG_LEVEL: 'silent' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'exit')])
  return { code: child.exitCode, out, err, made: readdirSync(folder) }
}

const commands: [call: string, script: string, args: string[]][] = [
  ['throughline', 'bin/throughline.mjs', []],
  ['throughline backup', 'bin/throughline.mjs', ['backup']],
  ['throughline restore', 'bin/throughline.mjs', ['restore']],
  ['throughline upgrade', 'bin/throughline.mjs', ['upgrade']],
  ['throughline doctor', 'bin/throughline.mjs', ['doctor']],
  ['throughline email inspect', 'bin/throughline.mjs', ['email', 'inspect']],
  ['throughline start', 'bin/throughline.mjs', ['start']],
  ['npm start', 'server/src/main.ts', []],
  ['npm run demo', 'server/seeds/demo.ts', []],
  ['npm run bench', 'bench/bench.ts', []],
  ['npm run crash', 'bench/crash.ts', []],
  ['npm run release', 'bin/release.ts', []],
  ['node bin/build.ts', 'bin/build.ts', []],
]

test.each(commands)('%s --help prints how it is called, and does nothing', async (_call, script, args) => {
  const { code, out, err, made } = await type(script, [...args, '--help'])
  expect({ code, err, made }).toEqual({ code: 0, err: '', made: [] })
  expect(out).toMatch(/^Usage: /)
})

const typical = commands.filter(([call]) =>
  ['throughline', 'throughline backup', 'npm start', 'npm run bench'].includes(call),
)

test.each(typical)(
  '%s --frobnicate ends with 2, a sentence and the usage, and does nothing',
  async (_call, script, args) => {
    const { code, out, err, made } = await type(script, [...args, '--frobnicate'])
    expect({ code, out, made }).toEqual({ code: 2, out: '', made: [] })
    expect(err).toMatch(/^There is no option --frobnicate\.\n\nUsage: /)
  },
)

test('an option of one letter is no file name either, and help comes before other errors', async () => {
  expect(await type('bin/throughline.mjs', ['backup', '-x'])).toMatchObject({ code: 2, made: [] })
  expect(await type('bin/throughline.mjs', ['backup', 'file', '-h', '-x'])).toMatchObject({
    code: 0,
    err: '',
    made: [],
  })
})

test('unknown commands and surplus arguments are usage errors as well', async () => {
  expect(await type('bin/throughline.mjs', ['email', 'frobnicate'])).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^There is no command "email frobnicate"\.\n\nUsage: /),
  })
  expect(await type('bin/throughline.mjs', ['backup', 'a.tar.gz', 'b.tar.gz'])).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^“b\.tar\.gz” is one word too many\.\n\nUsage: /),
  })
})

test('after -- a name may begin with a dash', async () => {
  const { code, err } = await type('bin/throughline.mjs', ['restore', '--', '--help'])
  expect({ code, err }).toEqual({
    code: 1,
    err: "throughline restore: --help can't be read: there is no such file or folder.\n",
  })
})

test.runIf(process.platform === 'linux')('a release that the disk cannot read is said in a sentence', async () => {
  const { code, err } = await type('bin/throughline.mjs', ['upgrade', '--check', '/proc/self/mem'])
  expect({ code, err }).toMatchObject({
    code: 1,
    err: expect.stringMatching(/^\S.* is no release of Throughline \(.*\)\.\n$/),
  })
})

test('of what calls itself a release no more is unpacked than its first file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-release-'))
  folders.push(folder)
  const file = join(folder, 'throughline-9.9.9.tar.gz')
  const to = createGzip()
  const written = pipeline(to, createWriteStream(file))
  const manifest = Buffer.from(JSON.stringify({ name: 'throughline', version: '9.9.9', migrations: [] }))
  for (const [name, content] of [
    ['throughline-9.9.9/zeros', Buffer.alloc(2 ** 20)],
    ['throughline-9.9.9/release.json', manifest],
  ] as const) {
    await writeEntry(to, { name, sizeBytes: content.length, content: Readable.from([content]) }, new Date(0))
  }
  await writeEnd(to)
  to.end()
  await written
  expect(await type('bin/throughline.mjs', ['upgrade', '--check', file])).toMatchObject({
    code: 1,
    err: `throughline upgrade: ${file} is no release of Throughline.\n`,
  })
})
