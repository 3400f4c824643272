import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestApp, type TestApp } from '../../app.ts'

let app: TestApp
beforeAll(async () => {
  app = await startTestApp()
})
afterAll(() => app[Symbol.asyncDispose]())

interface Stalled {
  /** Sends the body and answers with the status. */
  finish(): Promise<number>
}

/** A call whose head is here and accepted, and whose body is held back. */
async function stall(token: string, method: string, path: string, body: object): Promise<Stalled> {
  const content = JSON.stringify(body)
  const { hostname, port } = new URL(app.url)
  const socket: Socket = connect(Number(port), hostname)
  await once(socket, 'connect')
  const head = [
    `${method} /api/v1${path} HTTP/1.1`,
    `Host: ${hostname}:${port}`,
    `Authorization: Bearer ${token}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(content)}`,
    'Connection: close',
  ]
  socket.write(`${head.join('\r\n')}\r\n\r\n${content.slice(0, 1)}`)
  // What came after it is answered: access was decided, for that needs no body.
  expect((await app.request('GET', '/me', undefined, { authorization: `Bearer ${token}` })).status).toBe(200)
  return {
    async finish() {
      let answer = ''
      socket.on('data', (chunk) => (answer += String(chunk)))
      socket.write(content.slice(1))
      await once(socket, 'close')
      return Number(/^HTTP\/1.1 (\d+)/m.exec(answer)?.[1])
    },
  }
}

const newToken = (name: string, role = 'admin') =>
  app.api<{ id: string; token: string }>('POST', '/tokens', { name, role })

test('a call whose body comes after its token was revoked does nothing', async () => {
  const { id, token } = await newToken('Stolen')
  const calls = await Promise.all([
    stall(token, 'POST', '/tokens', { name: 'Heir', role: 'admin' }),
    stall(token, 'POST', '/roles', { name: 'left-behind', permissions: ['thread.read'] }),
    stall(token, 'POST', '/customers', { displayName: 'Written afterwards' }),
  ])
  await app.api('DELETE', `/tokens/${id}`)
  expect(await Promise.all(calls.map((call) => call.finish()))).toEqual([401, 401, 401])
  const { items } = await app.api<{ items: { name: string }[] }>('GET', '/tokens')
  expect(items.map(({ name }) => name)).not.toContain('Heir')
})

test('a call whose body comes late has the rights of its role at that time', async () => {
  await app.api('POST', '/roles', {
    name: 'managers',
    permissions: ['tokens.manage', 'customers.read', 'customers.write'],
  })
  const { token } = await newToken('Manager', 'managers')
  const calls = await Promise.all([
    stall(token, 'POST', '/tokens', { name: 'Heir of a manager', role: 'managers' }),
    stall(token, 'POST', '/customers', { displayName: 'Still allowed' }),
  ])
  await app.api('PATCH', '/roles/managers', { permissions: ['customers.read', 'customers.write'] })
  expect(await Promise.all(calls.map((call) => call.finish()))).toEqual([403, 201])
})

test('a token made with a token expires with it at the latest', async () => {
  const expiresAt = new Date(Date.now() + 3_600_000).toISOString()
  const { token } = await app.api<{ token: string }>('POST', '/tokens', { name: 'An hour', role: 'admin', expiresAt })
  const made = await app.request(
    'POST',
    '/tokens',
    { name: 'For ever', role: 'admin' },
    { authorization: `Bearer ${token}` },
  )
  expect(await made.json()).toMatchObject({ expiresAt })
})
