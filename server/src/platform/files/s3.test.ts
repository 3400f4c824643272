import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openFileStore } from './files.ts'

// A store as there are many: it keeps the body of a request as it comes, and knows no frames within it.

const dataDir = mkdtempSync(join(tmpdir(), 'throughline-test-'))
const objects = new Map<string, { body: Buffer; headers: IncomingHttpHeaders }>()
let server: Server
beforeAll(async () => {
  server = createServer((request, response) => {
    const name = new URL(request.url!, 'http://store').pathname
    if (request.method === 'PUT') {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        objects.set(name, { body: Buffer.concat(chunks), headers: request.headers })
        response.end()
      })
      return
    }
    const found = objects.get(name)
    if (found) response.setHeader('content-length', found.body.length)
    response.writeHead(found ? 200 : 404).end(request.method === 'GET' ? found?.body : undefined)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterAll(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  rmSync(dataDir, { recursive: true, force: true })
})

test("an upload is kept byte by byte, and without frames, in a store that is not Amazon's", async () => {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it listens on a port
  const { port } = server.address() as AddressInfo
  const names = { bucket: 'files', region: 'us-east-1', accessKeyId: 'key', secretAccessKey: 'secret' }
  const s3 = { ...names, endpoint: `http://127.0.0.1:${port}`, forcePathStyle: true }
  const store = await openFileStore({ dataDir, s3 })
  const content = Buffer.alloc(200_000, 'what a visitor sends, ')
  const file = await store.receive(Readable.from([content.subarray(0, 70_000), content.subarray(70_000)]))
  await file.keep('uploads/plan.bin')
  const kept = objects.get('/files/uploads/plan.bin')!
  expect(kept.headers['content-encoding']).toBeUndefined()
  expect(kept.body.equals(content)).toBe(true)
  expect(Buffer.from(await store.read('uploads/plan.bin')).equals(content)).toBe(true)
})
