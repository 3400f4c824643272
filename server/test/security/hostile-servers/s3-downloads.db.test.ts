import type { Attachment } from '@throughline/protocol/timeline/attachment.ts'
import { createServer, get, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../app.ts'
import { portOf } from '../../mail/ports.ts'

// The whole product on a store that takes files in, and hands over what it likes.

const content = Buffer.alloc(300_000, 'what was kept, ')
let server: Server
let hand: (response: ServerResponse) => void
let app: TestApp
let file: Attachment
beforeAll(async () => {
  server = createServer((request, response) => {
    request.resume()
    if (request.method === 'GET') hand(response)
    else response.writeHead(request.method === 'HEAD' ? 404 : 200).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  app = await startTestApp({
    env: {
      S3_ENDPOINT: `http://127.0.0.1:${portOf(server)}`,
      S3_BUCKET: 'files',
      S3_ACCESS_KEY_ID: 'key',
      S3_SECRET_ACCESS_KEY: 'secret',
    },
  })
  const response = await fetch(`${app.url}/api/v1/attachments?name=plan.bin`, {
    method: 'POST',
    headers: { authorization: `Bearer ${app.token}`, 'content-type': 'application/octet-stream' },
    body: content,
  })
  file = (await response.json()) as Attachment
  expect(file.sizeBytes).toBe(content.length)
})
beforeEach(() => {
  hand = (response) => response.end(content)
})
afterAll(async () => {
  await app.stop()
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
})

interface Download {
  status: number
  type: string | undefined
  bytes: Buffer
  /** By what HTTP says: all that was announced has come. */
  isWhole: boolean
}

async function download(): Promise<Download> {
  const url = `${app.url}/api/v1/attachments/${file.id}`
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    get(url, { headers: { authorization: `Bearer ${app.token}` } }, resolve).on('error', reject)
  })
  const chunks: Buffer[] = []
  response.on('data', (chunk: Buffer) => chunks.push(chunk)).on('error', () => {})
  await new Promise((resolve) => response.once('close', resolve))
  const { statusCode: status = 0, headers, complete: isWhole } = response
  return { status, type: headers['content-type'], bytes: Buffer.concat(chunks), isWhole }
}

async function brokenFiles(): Promise<number> {
  const text = await (await fetch(`${app.url}/metrics`)).text()
  return Number(/^files_broken_total (\d+)$/m.exec(text)?.[1])
}

test('a file is handed over as it was kept', async () => {
  const got = await download()
  expect([got.status, got.isWhole, got.bytes.equals(content)]).toEqual([200, true, true])
  expect(await brokenFiles()).toBe(0)
})

const half = content.subarray(0, content.length / 2)
test.each([
  ['half of it', (response: ServerResponse) => void response.end(half)],
  ['more than it', (response: ServerResponse) => void response.end(Buffer.concat([content, half]))],
  ['as much of something else', (response: ServerResponse) => void response.end(Buffer.alloc(content.length, 'x'))],
  [
    'half of it and hangs up',
    (response: ServerResponse) =>
      void response
        .writeHead(200, { 'content-length': content.length })
        .write(half, () => setImmediate(() => response.destroy())),
  ],
])('a store that hands over %s gives a download that is broken, and is counted', async (_what, act) => {
  hand = act
  const before = await brokenFiles()
  const got = await download()
  expect(got.isWhole && got.status === 200).toBe(false)
  expect(got.bytes.length).toBeLessThan(content.length)
  expect(await brokenFiles()).toBe(before + 1)
})

test('a short file that is wrong is an error that says so, without a byte of it', async () => {
  hand = (response) => response.end('something else')
  const got = await download()
  expect([got.status, got.isWhole]).toEqual([502, true])
  expect(got.type).toContain('application/problem+json')
  expect(JSON.parse(got.bytes.toString())).toMatchObject({ code: 'upstream_failed' })
})
