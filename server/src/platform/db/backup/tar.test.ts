import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { PassThrough } from 'node:stream'
import { buffer, text } from 'node:stream/consumers'
import { assert, asyncProperty, dictionary, integer, stringMatching, uint8Array } from 'fast-check'
import { expect, test } from 'vitest'
import { readEntries, writeEnd, writeEntry } from './tar.ts'

const at = new Date('2024-05-06T07:08:09Z')

async function archive(files: Record<string, Buffer>): Promise<Buffer> {
  const to = new PassThrough()
  const whole = buffer(to)
  for (const [name, content] of Object.entries(files)) {
    await writeEntry(to, { name, sizeBytes: content.length, content: pieces(content, 1000) }, at)
  }
  await writeEnd(to)
  to.end()
  return whole
}

async function* pieces(content: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let start = 0; start < content.length; start += size) yield content.subarray(start, start + size)
}

async function contents(from: AsyncIterable<Buffer>): Promise<Record<string, Buffer>> {
  const files: Record<string, Buffer> = {}
  for await (const entry of readEntries(from)) files[entry.name] = await buffer(entry.content)
  return files
}

test('what was written is read, whatever the sizes and however the bytes arrive', async () => {
  const files = dictionary(stringMatching(/^[a-z]{1,20}$/), uint8Array({ maxLength: 3000 }))
  await assert(
    asyncProperty(files, integer({ min: 1, max: 700 }), async (given, size) => {
      const expected = Object.fromEntries(Object.entries(given).map(([name, bytes]) => [name, Buffer.from(bytes)]))
      expect(await contents(pieces(await archive(expected), size))).toEqual(expected)
    }),
    { numRuns: 50 },
  )
})

test('any tar reads it', async () => {
  const bytes = await archive({ 'a.txt': Buffer.from('hello'), 'deep/er/b.txt': Buffer.from('world') })
  expect(execFileSync('tar', ['-tf', '-'], { input: bytes, encoding: 'utf8' })).toBe('a.txt\ndeep/er/b.txt\n')
  expect(execFileSync('tar', ['-xOf', '-', 'deep/er/b.txt'], { input: bytes, encoding: 'utf8' })).toBe('world')
})

test('an entry that is not read, or not to its end, is passed over', async () => {
  const bytes = await archive({ big: randomBytes(5000), half: randomBytes(5000), last: Buffer.from('here') })
  const seen: string[] = []
  for await (const entry of readEntries(pieces(bytes, 333))) {
    seen.push(entry.name)
    if (entry.name === 'half') for await (const _piece of entry.content) break
    if (entry.name === 'last') expect(await text(entry.content)).toBe('here')
  }
  expect(seen).toEqual(['big', 'half', 'last'])
})

test('a long path is kept, a longer one refused', async () => {
  const name = `${'folder/'.repeat(20)}${'n'.repeat(90)}`
  expect(Object.keys(await contents(pieces(await archive({ [name]: Buffer.from('x') }), 512)))).toEqual([name])
  await expect(archive({ ['n'.repeat(101)]: Buffer.from('x') })).rejects.toThrow('too long')
})

test('an archive that is cut off, or changed in a header, is refused', async () => {
  const bytes = await archive({ a: randomBytes(2000) })
  await expect(contents(pieces(bytes.subarray(0, 1500), 100))).rejects.toThrow('ends too early')
  bytes[0]! ^= 1
  await expect(contents(pieces(bytes, 100))).rejects.toThrow('wrong checksum')
})

test('content of another size than announced is refused', async () => {
  const to = new PassThrough()
  to.resume()
  const entry = { name: 'a', sizeBytes: 5, content: pieces(Buffer.from('four'), 10) }
  await expect(writeEntry(to, entry, at)).rejects.toThrow('announced with 5 bytes and has 4')
})

/** One empty entry whose header was changed, and its checksum made right again. */
async function changed(at: number, bytes: string): Promise<Buffer> {
  const header = (await archive({ a: Buffer.alloc(0) })).subarray(0, 512)
  header.write(bytes, at, 'latin1')
  header.write('        ', 148)
  header.write(
    `${header
      .reduce((sum, byte) => sum + byte, 0)
      .toString(8)
      .padStart(6, '0')}\0 `,
    148,
  )
  return Buffer.concat([header, Buffer.alloc(1024)])
}

test.each(['\0', '1', '2', '3', '4', '5', '6', '7', 'L', 'K', 'S', 'x', 'g', 'V'])(
  'an entry of type %j is refused',
  async (type) => {
    await expect(contents(pieces(await changed(156, type), 512))).rejects.toThrow('"a" is not a file')
  },
)

test.each(['-0000000010', 'abcdefghijk', '99999999999', '           ', '0x000000010', '\x80\0\0\0\0\0\0\0\0\x04\0'])(
  'a size written %j is refused',
  async (size) => {
    await expect(contents(pieces(await changed(124, size), 512))).rejects.toThrow('"a" has no proper size')
  },
)
