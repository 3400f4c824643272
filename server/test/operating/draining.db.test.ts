import { setTimeout as after } from 'node:timers/promises'
import type { Entry } from '@throughline/protocol/timeline/entry.ts'
import type { ServerMessage } from '@throughline/protocol/realtime/realtime.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { WebSocket } from 'ws'
import { createTestDatabase, type TestDatabase } from '../database.ts'
import { connectMail } from '../mail/connect-mail.ts'
import { openSmtp } from '../mail/smtp-client.ts'
import { startSmtpSink, type SmtpSink } from '../mail/smtp-sink.ts'
import { newVisitor } from '../visitor.ts'
import { startCommand, token, type StartedCommand } from './start-command.ts'

// A node is told to stop in the middle of traffic of every kind.

let database: TestDatabase
let sink: SmtpSink
beforeAll(async () => {
  database = await createTestDatabase()
  sink = await startSmtpSink()
  await connectMail(database)
})
afterAll(async () => {
  await sink.close()
  await database.drop()
})

async function api<T>(node: StartedCommand, path: string, body: unknown): Promise<T> {
  const response = await fetch(`${node.url}/api/v1${path}`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path} answered ${response.status}`)
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the caller names the contract's type
  return (await response.json()) as T
}

/** Sends one after the other until `isOver`; what was acknowledged is noted, and what failed is sent by nobody again. */
async function keepSending(acknowledged: Set<string>, prefix: string, send: (mark: string) => Promise<boolean>) {
  for (let count = 0; ; count++) {
    const mark = `${prefix}-${count}-x`
    try {
      if (!(await send(mark))) return
      acknowledged.add(mark)
    } catch {
      return
    }
  }
}

async function sendByWebSocket(node: StartedCommand, customerId: string, acknowledged: Set<string>): Promise<number> {
  const ws = new WebSocket(`${node.url.replace('http', 'ws')}/api/v1/realtime`, {
    headers: { authorization: `Bearer ${token}` },
  })
  let count = 0
  const send = (): void => {
    const entry = { kind: 'note', text: `socket-${count}-x`, echoId: `echo-${count++}` }
    ws.send(JSON.stringify({ type: 'send', customerId, entry }))
  }
  ws.on('message', (data) => {
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the protocol's message
    const message = JSON.parse(String(data)) as ServerMessage
    if (message.type === 'hello')
      ws.send(JSON.stringify({ type: 'subscribe', topic: `thread:${customerId}`, cursor: null }))
    if (message.type === 'subscribed') send()
    if (message.type !== 'entry' || !message.entry.text.startsWith('socket-')) return
    acknowledged.add(message.entry.text)
    send()
  })
  return new Promise((resolve) => {
    ws.on('close', resolve)
    ws.on('error', () => {})
  })
}

test('under load it ends within ten seconds, says so first, and nothing that was acknowledged is missing or doubled', async () => {
  await using node = await startCommand({
    env: { DATABASE_URL: database.url, SMTP_URL: `smtp://127.0.0.1:${sink.port}`, TZ: 'UTC' },
  })
  const { id: channelId } = await api<{ id: string }>(node, '/channels', { kind: 'api', name: 'App' })
  const chat = await api<{ id: string }>(node, '/channels', { kind: 'webchat', name: 'Shop', settings: {} })
  const from = { kind: 'email', value: 'ana@example.com' }
  const first = await api<Entry>(node, `/channels/${channelId}/inbound`, { id: 'first', from, text: 'first' })
  const visitor = newVisitor(node, chat.id)
  await visitor.say('Hello')
  const live = await visitor.live((await visitor.messages()).streamCursor)

  const [byHttp, byMail, bySocket] = [new Set<string>(), new Set<string>(), new Set<string>()]
  const senders = ['a', 'b', 'c'].flatMap((name) => [
    keepSending(byHttp, `http-${name}`, async (mark) => {
      await api(node, `/channels/${channelId}/inbound`, {
        id: mark,
        from: { ...from, value: `${name}@example.com` },
        text: mark,
      })
      return true
    }),
    keepSending(byMail, `mail-${name}`, async (mark) => {
      const client = await openSmtp(node.smtpPort)
      const envelope = { from: `${name}@mail.example`, to: ['support@shop.example'] }
      const raw = `From: ${envelope.from}\r\nTo: support@shop.example\r\nMessage-ID: <${mark}@mail.example>\r\nSubject: ${mark}\r\n\r\n${mark}\r\n`
      const reply = await client.mail(envelope, raw)
      client.cut()
      return reply.startsWith('250')
    }),
  ])
  const closedWith = sendByWebSocket(node, first.customerId, bySocket)
  await expect.poll(() => Math.min(byHttp.size, byMail.size, bySocket.size), { timeout: 30_000 }).toBeGreaterThan(10)
  const sentBefore = byHttp.size

  node.child.kill('SIGTERM')
  await expect.poll(async () => (await node.readyz())?.body.checks['stopping']).toBe('This node is stopping.')
  // It says so while it still takes what comes.
  await expect.poll(() => byHttp.size).toBeGreaterThan(sentBefore)
  const limit = new AbortController()
  const inTime = after(10_000, 'too late', { signal: limit.signal }).catch(() => 'stopped')
  expect(await Promise.race([node.ended, inTime])).toBe(0)
  limit.abort()
  await Promise.all(senders)
  expect(await closedWith).toBe(1012)
  expect(live.closed()).toBe(1012)
  expect(node.printed()).not.toMatch(/"level":"(warn|error|fatal)"/)

  const { rows } = await database.pool.query<{ text: string }>("select trim(text, E' \\r\\n') as text from entries")
  const recorded = Map.groupBy(rows, ({ text }) => text)
  const acknowledged = [...byHttp, ...byMail, ...bySocket]
  expect(acknowledged.filter((mark) => recorded.get(mark)?.length !== 1)).toEqual([])
  expect([...recorded].filter(([mark, times]) => mark.endsWith('-x') && times.length > 1)).toEqual([])
}, 120_000)

test('a request that takes longer than there is time for does not hold it up', async () => {
  await using node = await startCommand({
    env: { DATABASE_URL: database.url, SMTP_PORT: '0', DRAIN_SECONDS: '2', DRAIN_NOTICE_SECONDS: '0' },
  })
  const slow = fetch(`${node.url}/api/v1/attachments?name=endless`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
    body: new ReadableStream({ pull: (controller) => after(50).then(() => controller.enqueue(new Uint8Array(1))) }),
    duplex: 'half',
  }).then(
    () => 'answered',
    () => 'cut off',
  )
  await expect.poll(async () => (await node.readyz())?.status).toBe(200)
  node.child.kill('SIGTERM')
  expect(await node.ended).toBe(0)
  expect(await slow).toBe('cut off')
}, 60_000)

test('a second signal ends it at once', async () => {
  await using node = await startCommand({
    env: { DATABASE_URL: database.url, SMTP_PORT: '0', DRAIN_NOTICE_SECONDS: '600' },
  })
  node.child.kill('SIGINT')
  await expect.poll(async () => (await node.readyz())?.status).toBe(503)
  await expect
    .poll(() => {
      node.child.kill('SIGINT')
      return node.child.exitCode
    })
    .toBe(1)
}, 60_000)

test('a node that only works announces no door for people or mail, and says what it does', async () => {
  // A database of its own: one that was ended at once counts as running for a while, with files of its own.
  await using own = await createTestDatabase()
  await using node = await startCommand({ args: ['--services=worker'], env: { DATABASE_URL: own.url } })
  expect(node.printed()).toMatch(/is ready at http:\/\/127\.0\.0\.1:\d+, as worker/)
  expect(node.printed()).not.toMatch(/Mail comes in|first account|\/try/)
  expect((await node.readyz())?.body).toMatchObject({ ready: true, services: ['worker'] })
  await expect(openSmtp(node.smtpPort)).rejects.toThrow()
}, 60_000)
