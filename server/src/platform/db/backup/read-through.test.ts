import { createHash } from 'node:crypto'
import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { expect, test } from 'vitest'
import { readThrough, type Taking } from './read-through.ts'
import { writeEnd, writeEntry } from './tar.ts'

const at = new Date('2024-05-06T07:08:09Z')
const manifest = {
  format: 1,
  product: 'throughline',
  version: '1',
  createdAt: at.toISOString(),
  schemaVersion: 1,
  tables: [],
  schemas: [],
}

async function* once(content: Buffer): AsyncGenerator<Buffer> {
  yield content
}

/** An archive with these files, and a summary that is right. */
async function* archiveOf(files: [name: string, content: Buffer, announcedBytes?: number][]): AsyncGenerator<Buffer> {
  const to = new PassThrough()
  const whole = buffer(to)
  const hash = createHash('sha256')
  const add = (name: string, content: Buffer): Promise<void> =>
    writeEntry(to, { name, sizeBytes: content.length, content: once(content) }, at)
  await add('manifest.json', Buffer.from(JSON.stringify(manifest)))
  for (const [name, content] of files) {
    hash.update(`${name}\n`).update(content)
    await add(`files/${name}`, content)
  }
  const summary = { tables: {}, sequences: [], files: { count: files.length, sha256: hash.digest('hex') } }
  await add('summary.json', Buffer.from(JSON.stringify(summary)))
  await writeEnd(to)
  to.end()
  yield whole
}

async function namesIn(archive: AsyncIterable<Buffer>): Promise<string[]> {
  const names: string[] = []
  const taking: Taking = {
    begin: async () => {},
    rows: async () => 0,
    file: async ({ name }) => void names.push(name),
  }
  await readThrough(archive, taking)
  return names
}

const content = Buffer.from('hello')
const sha256 = createHash('sha256').update(content).digest('hex')
const key = `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`

test('Message-IDs that Throughline makes are read', async () => {
  const names = [key, 'uploads/0190a8e4-6f3c-7cc0-9f0a-2d1f2b3c4d5e', 'written-by-doctor', 'a.b-c_d']
  expect(await namesIn(archiveOf(names.map((name) => [name, content])))).toEqual(names)
})

test.each([
  '',
  '.',
  '..',
  '../secret.key',
  'a/../../b',
  'a/..',
  './a',
  '/etc/passwd',
  'a//b',
  'a/',
  'a\\b',
  '..\\a',
  '-rf',
  'a/-rf',
  '.ssh/keys',
  'a/.b',
  'a b',
  'a\nb',
  'a\u001b[2Jb',
  'C:evil',
  'ä',
])('a file named %j is refused before it is handed out', async (name) => {
  const handed: string[] = []
  const taking: Taking = {
    begin: async () => {},
    rows: async () => 0,
    file: async (file) => void handed.push(file.name),
  }
  await expect(readThrough(archiveOf([[name, content]]), taking)).rejects.toThrow(
    /it has a file named ".*\. Nothing was restored\./,
  )
  expect(handed).toEqual([])
})

test('a content key has that content', async () => {
  await expect(namesIn(archiveOf([[key, Buffer.from('hallo')]]))).rejects.toThrow('is not what its name says')
})
