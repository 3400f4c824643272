import { request } from 'node:http'
import { connect } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../app.ts'

let app: TestApp
let behindProxy: TestApp
beforeAll(async () => {
  app = await startTestApp({ env: { METRICS_TOKEN: 'token-of-the-collector' } })
  behindProxy = await startTestApp({ env: { TRUST_PROXY: '127.0.0.1' } })
})
afterAll(async () => {
  await app.stop()
  await behindProxy.stop()
})

/** Unlike `fetch`, it sends any Host. */
function read(from: TestApp, headers: Record<string, string>): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const call = request(`${from.url}/metrics`, { headers }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => (text += chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text }))
    })
    call.on('error', reject)
    call.end()
  })
}

/** As older nginx forward unless they are told otherwise: HTTP/1.0, our own name, and no header that says for whom. */
function readOldHttp(from: TestApp): Promise<string> {
  const { hostname, port } = new URL(from.url)
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => {
      socket.write(`GET /metrics HTTP/1.0\r\nHost: ${hostname}:${port}\r\nConnection: close\r\n\r\n`)
    })
    let text = ''
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
    socket.on('end', () => resolve(text)).on('error', reject)
  })
}

test('programs on this machine read the numbers without a token, whatever collector they are', async () => {
  for (const headers of [
    { 'user-agent': 'Prometheus/3.5.0', accept: 'text/plain', 'x-prometheus-scrape-timeout-seconds': '10' },
    { 'user-agent': 'curl/8.5.0', accept: '*/*', 'accept-encoding': 'gzip' },
    { 'user-agent': 'Mozilla/5.0', 'sec-fetch-site': 'none', 'upgrade-insecure-requests': '1', cookie: 'theme=dark' },
  ] as Record<string, string>[]) {
    expect((await read(app, headers)).status, JSON.stringify(headers)).toBe(200)
  }
})

test('metrics are served to this machine: not through a proxy, and not under another host name', async () => {
  expect((await read(app, {})).status).toBe(200)
  for (const headers of [
    { 'x-forwarded-for': '203.0.113.1' },
    { forwarded: 'for=203.0.113.1' },
    { 'x-real-ip': '203.0.113.1' },
    { via: '1.1 proxy' },
    { 'x-forwarded-proto': 'https' },
    { 'x-forwarded-port': '443' },
    { 'cf-connecting-ip': '203.0.113.1' },
    { 'true-client-ip': '203.0.113.1' },
    { 'x-header-of-a-proxy-that-nobody-knows': 'somebody' },
    { host: 'help.example.com' },
    { host: 'evil.test' },
  ] as Record<string, string>[]) {
    const { status, text } = await read(app, headers)
    expect(status, JSON.stringify(headers)).toBe(401)
    expect(text).not.toContain('http_request')
  }
  expect(await readOldHttp(app)).toMatch(/^HTTP\/1\.1 401 /)
  expect((await read(behindProxy, { 'x-forwarded-for': '203.0.113.1' })).status).toBe(401)
  expect((await read(behindProxy, {})).status).toBe(401)
})

test('where others are served, a request from this machine may be a proxy that adds nothing, and needs a token', async () => {
  await using served = await startTestApp({
    env: { PUBLIC_URL: 'https://help.example.com', METRICS_TOKEN: 'collector' },
  })
  for (const headers of [{}, { host: 'localhost' }, { 'user-agent': 'curl/8.5.0', accept: '*/*' }] as Record<
    string,
    string
  >[]) {
    expect((await read(served, headers)).status, JSON.stringify(headers)).toBe(401)
  }
  expect((await read(served, { authorization: 'Bearer collector' })).status).toBe(200)
})

test('from elsewhere metrics need the configured token, or an API token that may read the audit log', async () => {
  const elsewhere = { 'x-forwarded-for': '203.0.113.1' }
  const as = (token: string) => read(app, { ...elsewhere, authorization: `Bearer ${token}` })
  const { token: readonly } = await app.api<{ token: string }>('POST', '/tokens', { name: 'Reads', role: 'readonly' })
  expect((await as('token-of-the-collector')).status).toBe(200)
  expect((await as(app.token)).status).toBe(200)
  expect((await as(readonly)).status).toBe(403)
  expect((await as('wrong')).status).toBe(401)
})

test('numbers stay small after every kind of answer of many routes', async () => {
  const { paths } = (await (await fetch(`${app.url}/api/v1/openapi.json`)).json()) as { paths: Record<string, object> }
  const id = '00000000-0000-7000-8000-000000000000'
  for (const [path, methods] of Object.entries(paths)) {
    const url = app.url + (path.startsWith('/api') ? path : `/api/v1${path}`).replace(/\{\w+\}/g, id)
    for (const method of Object.keys(methods)) {
      if (!['get', 'post', 'put', 'patch', 'delete'].includes(method)) continue
      for (const headers of [{}, { authorization: 'Bearer wrong' }, { authorization: `Bearer ${app.token}` }]) {
        const body = method === 'get' ? {} : { body: '{}' }
        const response = await fetch(url, {
          method: method.toUpperCase(),
          headers: { 'content-type': 'application/json', ...headers },
          redirect: 'manual',
          ...body,
        })
        await response.arrayBuffer()
      }
    }
  }
  expect((await read(app, {})).text.length).toBeLessThan(150_000)
})
