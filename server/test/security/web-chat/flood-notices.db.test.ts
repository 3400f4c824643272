import { randomBytes } from 'node:crypto'
import type { Channel } from '@throughline/protocol/channels/channels.ts'
import type { Notification } from '@throughline/protocol/notifications/notifications.ts'
import type { ServerMessage } from '@throughline/protocol/realtime/realtime.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { manualClock, minuteMs } from '../../../src/lib/clock.ts'
import { startTestApp, type TestApp } from '../../app.ts'

let app: TestApp
let chat: Channel
beforeAll(async () => {
  // Floods are counted by ten minutes of the clock, which do not end in the middle of this.
  const clock = manualClock(new Date(Math.floor(Date.now() / (10 * minuteMs)) * 10 * minuteMs + minuteMs))
  app = await startTestApp({ clock, env: { RATE_LIMIT_VISITOR: '100000', VISITORS_ADDRESS: '5' } })
  chat = await app.api('POST', '/channels', { kind: 'webchat', name: 'Shop', settings: {} })
  await app.api('POST', '/roles', { name: 'chat-keepers', permissions: ['channels.read', 'channels.manage'] })
  await app.api('POST', '/roles', { name: 'chat-readers', permissions: ['channels.read', 'audit.read'] })
})
afterAll(() => app.stop())

const password = 'the right one 12345'

/** Who signed in with this role: their cookie. */
async function signedIn(role: string): Promise<string> {
  const email = `${role}@example.com`
  await app.api('POST', '/staff', { name: role, email, password, role })
  const response = await fetch(`${app.url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: app.url },
    body: JSON.stringify({ email, password }),
  })
  expect(response.status).toBe(200)
  return response.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
}

async function toldTo(cookie: string): Promise<{ items: Notification[]; unread: number; streamCursor: string }> {
  const response = await fetch(`${app.url}/api/v1/notifications`, { headers: { cookie } })
  expect(response.status).toBe(200)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract's answer
  return (await response.json()) as { items: Notification[]; unread: number; streamCursor: string }
}

/** What somebody hears of their notifications while they look. */
async function listen(cookie: string): Promise<{ heard: Notification[]; close(): void }> {
  const heard: Notification[] = []
  const socket = new WebSocket(`${app.url.replace('http', 'ws')}/api/v1/realtime`, {
    headers: { cookie, origin: app.url },
  })
  socket.on('message', (data: Buffer) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the contract's message
    const message = JSON.parse(data.toString()) as ServerMessage
    if (message.type === 'notifications') heard.push(...message.items)
  })
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  const { streamCursor } = await toldTo(cookie)
  socket.send(JSON.stringify({ type: 'subscribe', topic: 'notifications', cursor: streamCursor }))
  return { heard, close: () => socket.close() }
}

async function flood(visitors: number): Promise<void> {
  const statuses = await Promise.all(
    Array.from({ length: visitors }, async () => {
      const token = randomBytes(32).toString('base64url')
      const response = await fetch(`${app.url}/api/v1/webchat/${chat.id}/messages`, {
        method: 'POST',
        headers: { authorization: `Visitor ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify({ echoId: 'first', text: 'Buy my pills.' }),
      })
      await response.arrayBuffer()
      return response.status
    }),
  )
  expect(statuses).toContain(429)
}

test('a flood notifies those who manage channels, once while it lasts, by HTTP and by WebSocket, and nobody else', async () => {
  const [keeper, reader, colleague] = await Promise.all([
    signedIn('chat-keepers'),
    signedIn('chat-readers'),
    signedIn('staff'),
  ])
  const [keeperHears, readerHears] = [await listen(keeper), await listen(reader)]
  await flood(30)
  const flooded = { kind: 'channel_flooded', customerId: null, notice: { subjectId: chat.id, count: 0, name: null } }
  await expect.poll(() => keeperHears.heard, { timeout: 20_000 }).toMatchObject([flooded])

  // More of the same flood is no news; what comes after it shows that there was no other notice.
  await flood(30)
  const floods = () => app.api<{ items: { refused: number }[] }>('GET', `/channels/${chat.id}/floods`)
  await expect.poll(async () => (await floods()).items[0]?.refused, { timeout: 20_000 }).toBe(55)
  expect((await toldTo(keeper)).items).toMatchObject([flooded])
  expect((await toldTo(keeper)).unread).toBe(1)
  expect(keeperHears.heard).toHaveLength(1)
  expect((await toldTo(reader)).items).toEqual([])
  expect((await toldTo(colleague)).items).toEqual([])
  expect(readerHears.heard).toEqual([])
  expect(JSON.stringify(keeperHears.heard)).not.toContain('127.0.0.1')
  keeperHears.close()
  readerHears.close()

  // Who manages channels no longer reads no more of it than that there was something.
  await app.api('PATCH', '/roles/chat-keepers', { permissions: ['channels.read'] })
  expect((await toldTo(keeper)).items.map(({ kind, notice }) => [kind, notice])).toEqual([['channel_flooded', null]])
}, 60_000)
