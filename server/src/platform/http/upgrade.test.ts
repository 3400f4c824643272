import { once } from 'node:events'
import { connect } from 'node:net'
import { permissionsByRole } from '@throughline/protocol/permissions.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket, WebSocketServer, type ClientOptions } from 'ws'
import { readConfig } from '../../lib/config.ts'
import { silentLogger } from '../../lib/logger.ts'
import { createHttpServer, type HttpServer } from './http.ts'
import { handleUpgrade } from './upgrade.ts'

let app: HttpServer
let origin: string

beforeAll(async () => {
  app = await createHttpServer({
    config: readConfig({ PUBLIC_URL: 'https://help.example.com', RATE_LIMIT_ANONYMOUS: '3' }),
    logger: silentLogger,
    authenticate: ({ headers, address }) => {
      const kind = headers.authorization === 'Bearer token' ? 'token' : headers.cookie === 'session=1' ? 'staff' : null
      const role = 'readonly'
      return kind && { kind, id: kind, name: 'Maria', role, permissions: new Set(permissionsByRole[role]), address }
    },
  })
  const sockets = new WebSocketServer({ noServer: true })
  const greet = (path: string, access: 'signed-in' | 'thread.write') =>
    handleUpgrade(app, { path, access }, ({ caller, request, socket, head }) => {
      sockets.handleUpgrade(request, socket, head, (client) => client.send(`hello ${caller.name} (${caller.kind})`))
      return undefined
    })
  greet('/realtime', 'signed-in')
  greet('/writing', 'thread.write')
  origin = await app.listen({ port: 0, host: '127.0.0.1' })
})
afterAll(() => app.close())

/** The first words of the server, or the status of its refusal. */
async function open(path: string, options: ClientOptions): Promise<string | number> {
  const socket = new WebSocket(origin.replace('http', 'ws') + path, options)
  return new Promise((resolve, reject) => {
    socket.on('message', (data: Buffer) => {
      socket.terminate()
      resolve(data.toString())
    })
    socket.on('unexpected-response', (_request, response) => {
      response.resume()
      resolve(response.statusCode!)
    })
    socket.on('error', reject)
  })
}

const token = { authorization: 'Bearer token' }
const cookie = { cookie: 'session=1' }

test('a token opens a socket from anywhere, a session from our own pages', async () => {
  expect(await open('/api/v1/realtime', { headers: token })).toBe('hello Maria (token)')
  expect(await open('/api/v1/realtime', { headers: cookie, origin: 'https://help.example.com' })).toBe(
    'hello Maria (staff)',
  )
  // That it has the name that was asked for says nothing: any name can be made to lead here.
  expect(await open('/api/v1/realtime', { headers: cookie, origin })).toBe(403)
})

test('a page of another site cannot open a socket with the session of its visitor', async () => {
  expect(await open('/api/v1/realtime', { headers: cookie, origin: 'https://evil.example' })).toBe(403)
  expect(await open('/api/v1/realtime', { headers: cookie })).toBe(403)
})

test('a socket is refused like any other request: 401, 403, 404, 429', async () => {
  expect(await open('/api/v1/realtime', {})).toBe(401)
  expect(await open('/api/v1/writing', { headers: token })).toBe(403)
  expect(await open('/api/v1/nowhere', { headers: token })).toBe(404)
  expect(await open('/api/v1/realtime', {})).toBe(401)
  expect(await open('/api/v1/realtime', {})).toBe(401)
  expect(await open('/api/v1/realtime', {})).toBe(429)
})

test('the same address without an upgrade says what it wants', async () => {
  const answer = await fetch(`${origin}/api/v1/realtime`, { headers: token })
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ code: 'invalid_request' })
})

test('a client that goes away in the middle of an upgrade harms nobody', async () => {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1')
  await once(socket, 'connect')
  socket.write('GET /api/v1/realtime HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n')
  socket.write('Authorization: Bearer token\r\n\r\n')
  socket.resetAndDestroy()
  await once(socket, 'close')
  expect(await open('/api/v1/realtime', { headers: token })).toBe('hello Maria (token)')
})
