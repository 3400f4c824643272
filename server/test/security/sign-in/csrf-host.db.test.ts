import { request } from 'node:http'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { startTestApp, type TestApp } from '../../app.ts'

// Any name can be made to lead to this server: to a page under that name, the browser sends matching Host and Origin.

let app: TestApp
let cookie: string
beforeAll(async () => {
  app = await startTestApp({ env: { RATE_LIMIT_SIGN_IN: '10000' } })
  const { status, cookies } = await post('/api/auth/sign-in/email', admin, {})
  expect(status).toBe(200)
  cookie = cookies
})
afterAll(() => app.stop())

const admin = { email: 'admin@example.com', password: 'correct horse battery staple' }

interface Answer {
  status: number
  cookies: string
  body: { code?: string; detail?: string }
}

/** Unlike `fetch`, it sends any Host. */
function post(path: string, body: unknown, headers: Record<string, string>): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const call = request(
      app.url + path,
      { method: 'POST', headers: { 'content-type': 'application/json', ...headers } },
      (response) => {
        let text = ''
        response.setEncoding('utf8')
        response.on('data', (chunk: string) => (text += chunk))
        response.on('end', () => {
          const cookies = (response.headers['set-cookie'] ?? []).map((line) => line.split(';')[0]).join('; ')
          // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- a problem document, or what is not looked at
          resolve({ status: response.statusCode ?? 0, cookies, body: JSON.parse(text || '{}') as Answer['body'] })
        })
      },
    )
    call.on('error', reject)
    call.end(JSON.stringify(body))
  })
}

const portOf = (): string => new URL(app.url).port
const evil = (): Record<string, string>[] => [
  { host: 'evil.test', origin: 'http://evil.test' },
  { host: `evil.test:${portOf()}`, origin: `http://evil.test:${portOf()}` },
  { host: `evil.test:${portOf()}`, origin: `http://evil.test:${portOf()}`, 'sec-fetch-site': 'same-origin' },
  { host: 'localhost.evil.test', origin: 'http://localhost.evil.test' },
  { host: 'localhost:1', origin: 'http://localhost:1' },
]

test('a page of another site that sends its own Host signs nobody in, and the answer names the setting that would allow it', async () => {
  for (const headers of evil()) {
    const answer = await post('/api/auth/sign-in/email', admin, headers)
    expect(answer, JSON.stringify(headers)).toMatchObject({ status: 403, cookies: '', body: { code: 'csrf_rejected' } })
    expect(answer.body.detail).toContain('PUBLIC_URL')
  }
})

test('a page of another site that sends its own Host writes nothing with the cookie of staff', async () => {
  for (const headers of evil()) {
    const answer = await post('/api/v1/customers', { displayName: 'Forged', identities: [] }, { ...headers, cookie })
    expect(answer, JSON.stringify(headers)).toMatchObject({ status: 403, body: { code: 'csrf_rejected' } })
  }
  const own = { cookie, origin: app.url, 'sec-fetch-site': 'same-origin' }
  expect((await post('/api/v1/customers', { displayName: 'Real', identities: [] }, own)).status).toBe(201)
})

test('a page of another site that sends its own Host opens no live connection with the cookie of staff', async () => {
  const open = (headers: Record<string, string>): Promise<number> =>
    new Promise((resolve) => {
      const socket = new WebSocket(`${app.url.replace('http', 'ws')}/api/v1/realtime`, {
        headers: { cookie, ...headers },
      })
      socket.on('unexpected-response', (_request, response) => resolve(response.statusCode ?? 0))
      socket.on('open', () => {
        socket.terminate()
        resolve(101)
      })
    })
  for (const headers of evil()) expect(await open(headers), JSON.stringify(headers)).toBe(403)
  expect(await open({ origin: app.url })).toBe(101)
})

test('a page of another site that sends its own Host does not act for a visitor', async () => {
  const settings = { allowedOrigins: ['https://shop.test'] }
  const { id } = await app.api<{ id: string }>('POST', '/channels', { kind: 'webchat', name: 'Chat', settings })
  for (const headers of evil()) {
    const answer = await post(`/api/v1/webchat/${id}/messages`, { echoId: 'one', text: 'Hi' }, headers)
    expect(answer, JSON.stringify(headers)).toMatchObject({ status: 403, body: { code: 'origin_not_allowed' } })
  }
})

test('on one’s own machine all its names are the same', async () => {
  for (const name of ['localhost', '127.0.0.1', '[::1]']) {
    const own = { host: `${name}:${portOf()}`, origin: `http://${name}:${portOf()}` }
    expect((await post('/api/auth/sign-in/email', admin, own)).status, name).toBe(200)
  }
})
