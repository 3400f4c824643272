import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openFileStore } from '../../../src/files/files.ts'
import { portOf } from '../../mail/ports.ts'

// A store of files that is late, wrong or lies.

const bytes = Buffer.from('what was kept')
const sha256 = createHash('sha256').update(bytes).digest('hex')
const key = `${sha256.slice(0, 2)}/${sha256.slice(2, 4)}/${sha256}`

let server: Server
let dataDir: string
let asked: string[]
let answer: (request: IncomingMessage, response: ServerResponse) => void

beforeEach(async () => {
  asked = []
  dataDir = await mkdtemp(join(tmpdir(), 'throughline-test-'))
  server = createServer((request, response) => {
    asked.push(request.method!)
    request.resume()
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
})
afterEach(async () => {
  server.closeAllConnections()
  await new Promise((resolve) => server.close(resolve))
  await rm(dataDir, { recursive: true, force: true })
})

function store() {
  const endpoint = `http://127.0.0.1:${portOf(server)}`
  const s3 = {
    endpoint,
    region: 'us-east-1',
    bucket: 'b',
    accessKeyId: 'k',
    secretAccessKey: 's',
    forcePathStyle: true,
  }
  return openFileStore({ dataDir, s3, s3PatienceMs: 150 })
}

test('a store that never answers is given up', async () => {
  answer = () => {}
  const files = await store()
  await expect(files.put(bytes)).rejects.toThrow()
  await expect(files.read(key)).rejects.toMatchObject({ code: 'upstream_failed' })
})

test.each([
  [
    'other bytes',
    (response: ServerResponse) => {
      response.end('what was not kept')
    },
  ],
  [
    'fewer bytes than it announces',
    (response: ServerResponse) => {
      response.writeHead(200, { 'content-length': String(bytes.length) })
      response.write(bytes.subarray(0, 4), () => response.destroy())
    },
  ],
  [
    'fewer bytes',
    (response: ServerResponse) => {
      response.end(bytes.subarray(0, 4))
    },
  ],
])('a store that hands over %s is not believed', async (_name, act) => {
  answer = (_request, response) => {
    act(response)
  }
  await expect((await store()).read(key)).rejects.toMatchObject({ code: 'upstream_failed' })
})

test('what is only half there, or said to be, is kept again', async () => {
  answer = (request, response) => {
    if (request.method === 'HEAD') response.writeHead(200, { 'content-length': '4' })
    response.end()
  }
  await (await store()).put(bytes)
  expect(asked).toContain('PUT')
})

test('a store that fails once is asked again', async () => {
  answer = (request, response) => {
    if (request.method === 'HEAD') response.statusCode = 404
    else if (asked.filter((method) => method === 'PUT').length === 1) response.statusCode = 500
    response.end()
  }
  await expect((await store()).put(bytes)).resolves.toEqual({ key, sha256 })
})

test('a file that is not there is said to be missing', async () => {
  answer = (_request, response) => {
    response.writeHead(404, { 'content-type': 'application/xml' })
    response.end('<Error><Code>NoSuchKey</Code></Error>')
  }
  await expect((await store()).read(key)).rejects.toMatchObject({ code: 'not_found' })
})
