import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { eicar, startClamd } from '../../../test/clamd/clamd-simulator.ts'
import { readVerdict, ScanError } from './answers.ts'
import { createClamd } from './clamd.ts'

const quick = { connectMs: 2000, silentMs: 300, totalMs: 2000 }
async function* pieces(...parts: readonly (string | Buffer)[]): AsyncGenerator<Buffer> {
  for (const part of parts) yield Buffer.from(part)
}

test('a clean file is clean, and one with EICAR in it is infected, by the name that clamd gives', async () => {
  await using clamd = await startClamd()
  const client = createClamd(clamd.address)
  expect(await client.scan(() => pieces('an invoice'))).toEqual({ is: 'clean' })
  expect(await client.scan(() => pieces(eicar))).toEqual({ is: 'infected', finding: 'Eicar-Test-Signature' })
  expect(await client.scan(() => pieces())).toEqual({ is: 'clean' })
})

test('what comes in pieces, or in one of many megabytes, arrives whole and in chunks', async () => {
  await using clamd = await startClamd()
  const client = createClamd(clamd.address)
  const cut = pieces(eicar.slice(0, 20), eicar.slice(20, 21), Buffer.alloc(0), eicar.slice(21))
  expect(await client.scan(() => cut)).toMatchObject({ is: 'infected' })
  const large = Buffer.alloc(5_000_001, 'lamp')
  expect(await client.scan(() => pieces(large))).toEqual({ is: 'clean' })
  expect(clamd.scanned.at(-1)!.equals(large)).toBe(true)
  expect(clamd.largestChunk()).toBeLessThanOrEqual(64 * 1024)
})

test('it speaks over a Unix socket as well', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'throughline-clamd-'))
  try {
    await using clamd = await startClamd({ path: join(folder, 'clamd.ctl') })
    const client = createClamd(clamd.address)
    await client.ping()
    expect(await client.version()).toMatch(/^ClamAV 1/)
    expect(await client.scan(() => pieces(eicar))).toMatchObject({ is: 'infected' })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})

test('an answer that comes letter by letter is read to its end', async () => {
  await using clamd = await startClamd()
  clamd.behave({ dribbles: true })
  expect(await createClamd(clamd.address).scan(() => pieces(eicar))).toEqual({
    is: 'infected',
    finding: 'Eicar-Test-Signature',
  })
})

test('more than it takes is too large, and the rest is not sent', async () => {
  await using clamd = await startClamd()
  clamd.behave({ streamMaxLength: 200_000 })
  let read = 0
  async function* endless(): AsyncGenerator<Buffer> {
    for (; read < 1000; read++) yield Buffer.alloc(64 * 1024)
  }
  expect(await createClamd(clamd.address).scan(endless)).toEqual({ is: 'too_large' })
  expect(read).toBeLessThan(900)
})

test.each([
  ['hangs', { hangs: true }, 'unreachable'],
  ['hangs up in the middle', { hangsUpAfterBytes: 1 }, 'unreachable'],
  ['has an error', { says: "stream: Can't allocate memory ERROR" }, 'failed'],
  ['speaks of something else', { says: 'HTTP/1.1 400 Bad Request' }, 'failed'],
  ['says nothing', { says: '' }, 'failed'],
  ['has no end', { says: 'x'.repeat(100_000) }, 'failed'],
] as const)('a clamd that %s gives no verdict', async (_what, behaviour, kind) => {
  await using clamd = await startClamd()
  clamd.behave(behaviour)
  const scan = createClamd(clamd.address, quick).scan(() => pieces('a', 'b'))
  await expect(scan).rejects.toThrow(ScanError)
  await expect(scan).rejects.toMatchObject({ kind })
})

test('where nobody listens, it is unreachable', async () => {
  const clamd = await startClamd()
  await clamd.stop()
  const client = createClamd(clamd.address, quick)
  await expect(client.scan(() => pieces('a'))).rejects.toMatchObject({ kind: 'unreachable' })
  await expect(client.ping()).rejects.toMatchObject({ kind: 'unreachable' })
  await expect(createClamd({ path: '/nowhere/clamd.ctl' }).ping()).rejects.toMatchObject({ kind: 'unreachable' })
})

test('a file that is too large is so also when its answer is lost once, because clamd hung up at once', async () => {
  await using clamd = await startClamd()
  clamd.behave({ hangsUpAfterBytes: 100_000 })
  let opened = 0
  async function* large(): AsyncGenerator<Buffer> {
    if (++opened === 3) clamd.behave({ streamMaxLength: 100_000 })
    for (let i = 0; i < 100; i++) yield Buffer.alloc(64 * 1024)
  }
  expect(await createClamd(clamd.address).scan(large)).toEqual({ is: 'too_large' })
  expect(opened).toBe(3)
})

test('bytes that cannot be read are no fault of clamd', async () => {
  await using clamd = await startClamd()
  async function* broken(): AsyncGenerator<Buffer> {
    yield Buffer.from('a')
    throw new Error('the disk is gone')
  }
  await expect(createClamd(clamd.address).scan(broken)).rejects.toThrow('the disk is gone')
})

test('two at once do not mix', async () => {
  await using clamd = await startClamd()
  const client = createClamd(clamd.address)
  const answers = await Promise.all([
    client.scan(() => pieces('a')),
    client.scan(() => pieces(eicar)),
    client.scan(() => pieces('b')),
  ])
  expect(answers.map(({ is }) => is)).toEqual(['clean', 'infected', 'clean'])
})

test('a finding is shown without what could deceive, and what was only partly looked at is not called clean', () => {
  expect(readVerdict('stream: Win.\u202eTrojan\n FOUND')).toEqual({ is: 'infected', finding: 'Win. Trojan' })
  expect(readVerdict('stream: Heuristics.Limits.Exceeded.MaxFileSize FOUND')).toEqual({ is: 'too_large' })
  expect(readVerdict('stream: a FOUND FOUND')).toEqual({ is: 'infected', finding: 'a FOUND' })
  expect(() => readVerdict('stream: OK OK')).toThrow(ScanError)
  expect(() => readVerdict('/etc/passwd: OK')).toThrow(ScanError)
})
