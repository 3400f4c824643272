import { createHmac } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bootTestServer, type TestServer } from '../../../test/http.ts'
import { handleRaw } from './http.ts'

let server: TestServer
beforeAll(async () => {
  server = await bootTestServer((app) => {
    handleRaw(
      app,
      { method: ['GET', 'POST'], path: '/in/:channelId', maxBytes: 1000 },
      ({ params, query, body, reply }) => {
        const signature = createHmac('sha256', 'secret').update(body).digest('hex')
        return reply.send({ channel: params['channelId'], query, sizeBytes: body.length, signature })
      },
    )
    handleRaw(app, { method: 'POST', path: '/silent' }, () => {})
  })
})
afterAll(() => server.close())

async function json(response: Response): Promise<Record<string, unknown>> {
  return JSON.parse(await response.text())
}

async function post(body: string | Uint8Array<ArrayBuffer>, type = 'application/json', path = '/in/7?challenge=1') {
  const response = await fetch(server.origin + path, { method: 'POST', body, headers: { 'content-type': type } })
  return { status: response.status, body: await json(response) }
}

test('a webhook gets the very bytes that were sent, whatever their type and however broken', async () => {
  const bodies = ['{ "a" : 1 }', '{ broken', 'a=b&c=%zz', '\u0000']
  for (const body of bodies) {
    const signature = createHmac('sha256', 'secret').update(body).digest('hex')
    expect((await post(body)).body['signature']).toBe(signature)
    expect((await post(body, 'application/x-www-form-urlencoded')).body['signature']).toBe(signature)
    expect((await post(body, 'nonsense')).status).toBe(415)
  }
  const bytes = new Uint8Array([0xff, 0x00, 0xfe])
  expect((await post(bytes, 'application/octet-stream')).body).toMatchObject({ channel: '7', sizeBytes: 3 })
})

test('a challenge by GET and an empty body are calls like any other', async () => {
  const answer = await fetch(`${server.origin}/in/7?hub.challenge=x`)
  expect(await answer.json()).toMatchObject({ query: { 'hub.challenge': 'x' }, sizeBytes: 0 })
  expect((await fetch(`${server.origin}/silent`, { method: 'POST' })).status).toBe(200)
})

test('a webhook that is too large is refused', async () => {
  expect(await post('x'.repeat(1001))).toMatchObject({ status: 413, body: { code: 'too_large' } })
})
