import { createServer, type Server } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { portOf } from '../../../test/mail/ports.ts'
import { openFileStore, type FileStore } from '../files/files.ts'
import { readMark, writeMark } from './marks.ts'

// Folders, and buckets of a small S3-compatible server.

let server: Server
let folder: string
let isDown = false
const objects = new Map<string, Buffer>()
beforeEach(async () => {
  objects.clear()
  isDown = false
  folder = await mkdtemp(join(tmpdir(), 'throughline-test-'))
  server = createServer((request, response) => {
    void buffer(request).then((body) => {
      const path = new URL(request.url!, 'http://store').pathname
      const kept = objects.get(path)
      if (isDown) return response.writeHead(503).end()
      if (request.method === 'PUT') objects.set(path, body)
      else if (!kept) return response.writeHead(404).end('<Error><Code>NoSuchKey</Code></Error>')
      return response.end(request.method === 'GET' ? kept : undefined)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await rm(folder, { recursive: true, force: true })
})

const inFolder = (name: string): Promise<FileStore> => openFileStore({ dataDir: join(folder, name), s3: null })
const inBucket = (bucket: string): Promise<FileStore> =>
  openFileStore({
    dataDir: folder,
    s3: {
      endpoint: `http://127.0.0.1:${portOf(server)}`,
      region: 'us-east-1',
      bucket,
      accessKeyId: 'k',
      secretAccessKey: 's',
      forcePathStyle: true,
    },
    s3PatienceMs: 2000,
  })

const node = { id: 'a-node', mark: 'what it wrote' }

test.each([
  ['a folder', inFolder],
  ['a bucket', inBucket],
])('in %s a mark is read by those who have the same one, and by nobody else', async (_what, open) => {
  await writeMark(await open('one'), node)
  expect(await readMark(await open('one'), node)).toBe('same')
  expect(await readMark(await open('other'), node)).toBe('missing')
  expect(await readMark(await open('one'), { ...node, mark: 'of another installation' })).toBe('missing')
})

test('a store that does not answer is not taken for another one', async () => {
  const files = await inBucket('one')
  await writeMark(files, node)
  isDown = true
  expect(await readMark(files, node)).toBe('unknown')
})

test('marks are in no backup', async () => {
  const files = await inFolder('one')
  await writeMark(files, node)
  const { key } = await files.put(Buffer.from('a file'))
  const keys: string[] = []
  for await (const kept of files.keys()) keys.push(kept)
  expect(keys).toEqual([key])
})
