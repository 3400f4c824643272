import { once } from 'node:events'
import type { ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { bytes, key, sha256, useHostileStore } from './hostile-store.ts'

// A store of files whose answers are too much, too slow, or not what was asked for.

const { host, store } = useHostileStore()

/** Writes as long as it is read, and no more than the machine could bear if it were all kept. */
function pourInto(response: ServerResponse, text: string): void {
  let leftBytes = 600 * 1024 * 1024
  const more = (): void => {
    while (!response.destroyed && leftBytes > 0 && response.write(text)) leftBytes -= text.length
  }
  response.on('drain', more)
  more()
}

const bomb = `<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "${'ha'.repeat(50)}">${Array.from('bcdefghij')
  .map((name, i) => `<!ENTITY ${name} "${`&${'abcdefghi'[i]};`.repeat(10)}">`)
  .join('')}]>`

const tooMuch: [what: string, act: (response: ServerResponse) => void][] = [
  ['an error without end', (response) => pourInto(response.writeHead(400), '<Error>'.repeat(10_000))],
  ['a redirect without end', (response) => pourInto(response.writeHead(301), '<Error>'.repeat(10_000))],
  [
    'an error that grows as it is read',
    (response) => response.writeHead(400, { connection: 'close' }).end(`${bomb}<Error><Code>&j;</Code></Error>`),
  ],
  [
    'an error that is nested deeply',
    (response) => response.writeHead(400, { connection: 'close' }).end('<Error>'.repeat(200_000)),
  ],
  ['a header without end', (response) => void response.socket?.write(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(5_000_000)}`)],
  ['a file without end', (response) => pourInto(response, 'what was kept'.repeat(10_000))],
  ['an answer that drips', (response) => drip(response.writeHead(400))],
  ['a file that drips', (response) => drip(response)],
]

function drip(response: ServerResponse): void {
  const timer = setInterval(() => response.write('x'), 20)
  response.on('close', () => clearInterval(timer))
}

test.each(tooMuch)(
  'a store that answers with %s is given up, and its answer held in memory no further',
  async (_what, act) => {
    host.answer = (_request, response) => act(response)
    const files = await store()
    const before = process.memoryUsage().rss
    await expect(files.read(key)).rejects.toMatchObject({ code: 'upstream_failed' })
    expect(process.memoryUsage().rss - before).toBeLessThan(250 * 1024 * 1024)
    await expect.poll(() => host.connections).toBe(0)
  },
)

test.each([
  ['without end', (response: ServerResponse) => pourInto(response, '<ListBucketResult>'.repeat(10_000))],
  [
    'of the same keys again and again',
    (response: ServerResponse) =>
      void response.end(
        '<ListBucketResult><IsTruncated>true</IsTruncated><NextContinuationToken>t</NextContinuationToken></ListBucketResult>',
      ),
  ],
])('a list %s is given up', async (_what, act) => {
  host.answer = (_request, response) => act(response)
  const files = await store()
  const listing = (async () => {
    for await (const name of files.keys()) void name
  })()
  await expect(listing).rejects.toThrow(/bytes|without end/)
})

test.each([
  ['longer than the file', 'what was kept, and more'],
  ['shorter than the file', 'what was'],
  ['as long as the file, with other bytes', 'what was lost'],
])('bytes that are %s are not handed over whole', async (_what, said) => {
  host.answer = (_request, response) => response.end(said)
  const broken: string[] = []
  const files = await store({ onBroken: (name) => broken.push(name) })
  const received: Buffer[] = []
  const reading = (async () => {
    for await (const chunk of await files.stream('uploads/1', {}, { sha256, sizeBytes: bytes.length }))
      received.push(chunk)
  })()
  await expect(reading).rejects.toMatchObject({ code: 'upstream_failed' })
  expect(Buffer.concat(received).length).toBeLessThan(bytes.length)
  expect(broken).toEqual(['uploads/1'])
})

test('a reader who leaves early is no fault of the store, and its connection is closed', async () => {
  host.answer = (_request, response) => pourInto(response, 'x'.repeat(100_000))
  const broken: string[] = []
  const files = await store({ onBroken: (name) => broken.push(name) })
  const stream = await files.stream('uploads/1', {}, { sha256, sizeBytes: 1e9 })
  await once(stream, 'data')
  stream.destroy()
  const unread = await files.stream('uploads/1', {}, { sha256, sizeBytes: 1e9 })
  unread.destroy()
  await expect.poll(() => host.connections).toBe(0)
  expect(broken).toEqual([])
})
