import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { ServerMessage } from '@throughline/protocol/realtime/realtime.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { startTestApp, type TestApp } from '../app.ts'
import { freePort } from '../free-port.ts'
import { programEnv } from '../program-env.ts'

// The other node is a process of its own, so that it can be killed.

const env = { SECRET_KEY: 'k'.repeat(64) }
let app: TestApp
let killed: ChildProcess
let port: number
beforeAll(async () => {
  app = await startTestApp({ env })
  port = await freePort()
  killed = spawn(process.execPath, [join(import.meta.dirname, '../../src/main.ts'), '--services=web'], {
    env: {
      ...env,
      ...programEnv,
      NODE_ENV: 'test',
      DATABASE_URL: app.database.url,
      DATA_DIR: app.dataDir,
      PORT: String(port),
      SMTP_PORT: '0',
      LOG_LEVEL: 'silent',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  await new Promise<void>((resolve, reject) => {
    killed.stdout!.on('data', (chunk: Buffer) => {
      if (chunk.toString().includes('is ready at')) resolve()
    })
    killed.once('exit', () => reject(new Error('the other node did not start')))
  })
})
afterAll(async () => {
  killed.kill('SIGKILL')
  await app.stop()
})

async function look(url: string, token: string, customerId: string): Promise<ServerMessage[]> {
  const ws = new WebSocket(`${url.replace('http', 'ws')}/api/v1/realtime`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const messages: ServerMessage[] = []
  ws.on('error', () => {})
  ws.on('message', (data) => messages.push(JSON.parse(String(data)) as ServerMessage))
  await new Promise((resolve) => ws.once('open', resolve))
  ws.send(JSON.stringify({ type: 'viewing', customerId }))
  return messages
}

test('who was connected to a node that is killed is gone from the screens of the others within seconds', async () => {
  const { id: channelId } = await app.api<{ id: string }>('POST', '/channels', { kind: 'api', name: 'App' })
  const { customerId } = await app.api<Entry>('POST', `/channels/${channelId}/inbound`, {
    id: 'ana-1',
    from: { kind: 'email', value: 'ana@example.com' },
    text: 'hello',
  })
  const { token } = await app.api<{ token: string }>('POST', '/tokens', { name: 'Kim', role: 'staff' })
  const here = await look(app.url, app.token, customerId)
  await look(`http://127.0.0.1:${port}`, token, customerId)
  const viewers = () =>
    here.flatMap((message) => (message.type === 'viewers' ? [message.viewers.map(({ name }) => name)] : [])).at(-1)
  await expect.poll(viewers).toEqual(['Kim'])
  killed.kill('SIGKILL')
  await expect.poll(viewers, { timeout: 25_000 }).toEqual([])
}, 60_000)
