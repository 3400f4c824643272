import type { ServerResponse } from 'node:http'
import { expect, test } from 'vitest'
import { bytes, key, sha256, useHostileStore } from './hostile-store.ts'

// A store of files that is late, wrong or lies.

const { host, store } = useHostileStore()

test('a store that never answers is given up', async () => {
  host.answer = () => {}
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
])('a store that delivers %s is not trusted', async (_name, act) => {
  host.answer = (_request, response) => {
    act(response)
  }
  await expect((await store()).read(key)).rejects.toMatchObject({ code: 'upstream_failed' })
})

test('a file that is incomplete, or reported as such, is written again', async () => {
  host.answer = (request, response) => {
    if (request.method === 'HEAD') response.writeHead(200, { 'content-length': '4' })
    response.end()
  }
  await (await store()).put(bytes)
  expect(host.requests.map(({ method }) => method)).toContain('PUT')
})

test('a store that fails once is asked again', async () => {
  host.answer = (request, response) => {
    if (request.method === 'HEAD') response.statusCode = 404
    else if (host.requests.filter(({ method }) => method === 'PUT').length === 1) response.statusCode = 500
    response.end()
  }
  await expect((await store()).put(bytes)).resolves.toEqual({ key, sha256 })
})

test('a file that is not there is said to be missing', async () => {
  host.answer = (_request, response) => {
    response.writeHead(404, { 'content-type': 'application/xml' })
    response.end('<Error><Code>NoSuchKey</Code></Error>')
  }
  await expect((await store()).read(key)).rejects.toMatchObject({ code: 'not_found' })
})
