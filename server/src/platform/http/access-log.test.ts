import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { bootTestServer, type TestServer } from '../../../test/http.ts'
import { thingRoutes } from '../../../test/things.ts'
import { newId } from '../../lib/ids.ts'
import { createLogger } from '../../lib/logger.ts'
import { handleUpgrade } from './http.ts'

let lines: Record<string, unknown>[] = []
const logger = createLogger('info', { to: { write: (line: string) => void lines.push(JSON.parse(line)) } })
const served = (): Record<string, unknown>[] => lines.filter(({ msg }) => msg === 'request')

let server: TestServer
beforeAll(async () => {
  const routes = (app: TestServer['app']): void => {
    thingRoutes(app)
    handleUpgrade(app, { path: '/live', access: 'signed-in' }, ({ socket }) => {
      socket.end('HTTP/1.1 101 Switching Protocols\r\n\r\n')
      return undefined
    })
  }
  server = await bootTestServer(routes, { env: { ACCESS_LOG: 'true' }, logger })
})
beforeEach(() => void (lines = []))
afterAll(() => server.close())

test('a request has one line, with its route and not its address', async () => {
  const id = newId()
  const { headers } = await server.ask('admin', 'DELETE', `/things/${id}`)
  await expect.poll(served).toEqual([
    {
      level: 'info',
      time: expect.any(String),
      method: 'DELETE',
      route: '/api/v1/things/:id',
      status: 204,
      ms: expect.any(Number),
      requestId: headers.get('x-request-id'),
      caller: 'token',
      msg: 'request',
    },
  ])
  expect(JSON.stringify(served())).not.toContain(id)
})

test('a refused request and an unknown address have a line too, without the query', async () => {
  await server.ask(null, 'GET', '/hello?email=ana@example.com')
  await server.ask(null, 'POST', '/things', { name: 'Lamp' })
  await server.ask(null, 'GET', '/ana@example.com')
  await expect.poll(served).toMatchObject([
    { route: '/api/v1/hello', status: 400, caller: 'none' },
    { route: '/api/v1/things', status: 401, caller: 'none' },
    { route: 'none', status: 404, caller: 'none' },
  ])
  expect(JSON.stringify(served())).not.toContain('ana@example.com')
})

test('a connection that becomes a WebSocket has a line', async () => {
  const ws = new WebSocket(`${server.origin}/api/v1/live`, { headers: { authorization: 'Bearer admin' } })
  ws.on('error', () => {})
  await expect.poll(served).toMatchObject([{ route: '/api/v1/live', status: 101, caller: 'token' }])
  ws.terminate()
})

test('without the setting there is no line', async () => {
  const quiet = await bootTestServer(thingRoutes, { logger })
  expect((await quiet.ask(null, 'GET', '/hello')).status).toBe(200)
  await quiet.close()
  expect(served()).toEqual([])
})
